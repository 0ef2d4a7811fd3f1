import {
  calledFunction,
  defineRule,
  isTestPath,
  optionReads,
  optionTypeOf,
  type AnyNode,
  type FileContext,
  type OptionDeclaration,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "option-without-default",
  summary: "an option without a default that is read although the module is off",
  category: "module",
  severity: "info",
  confidence: "medium",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: {
    read: "The option `{name}` has no default, and is read here whether or not the module is enabled.",
  },
  docs: {
    why: "Whoever imports the module and leaves it off gets “was accessed but has no value defined” all the same. A mandatory option is fine as long as it is only read under `mkIf cfg.enable`.",
    examples: [
      {
        bad: '{ config, lib, ... }:\nlet\n  cfg = config.my.web;\nin\n{\n  options.my.web = {\n    enable = lib.mkEnableOption "the site";\n    domain = lib.mkOption { type = lib.types.str; };\n  };\n  config.networking.hosts."127.0.0.1" = [ cfg.domain ];\n}\n',
        good: '{ config, lib, ... }:\nlet\n  cfg = config.my.web;\nin\n{\n  options.my.web = {\n    enable = lib.mkEnableOption "the site";\n    domain = lib.mkOption { type = lib.types.str; };\n  };\n  config.networking.hosts = lib.mkIf cfg.enable { "127.0.0.1" = [ cfg.domain ]; };\n}\n',
      },
    ],
    traps: [
      {
        good: '{ config, lib, ... }:\nlet cfg = config.my.web; in\n{\n  options.my.web = { enable = lib.mkEnableOption "x"; domain = lib.mkOption { type = lib.types.str; }; };\n  config = lib.mkIf cfg.enable { networking.domain = cfg.domain; };\n}\n',
        because: "it is read where the module is on",
      },
      {
        good: '{ config, lib, ... }:\nlet cfg = config.my.web; in\n{\n  options.my.web = { enable = lib.mkEnableOption "x"; hosts = lib.mkOption { type = lib.types.listOf lib.types.str; }; };\n  config.networking.search = cfg.hosts;\n}\n',
        because: "a list without a definition is empty",
      },
      {
        good: "{ config, lib, ... }:\nlet cfg = config.my.web; in\n{\n  options.my.web.domain = lib.mkOption { type = lib.types.str; };\n  config.networking.domain = cfg.domain;\n}\n",
        because: "the module has no `enable`: importing it asks for the option",
      },
    ],
  },
  mentions: ["mkOption"],
  visit: {
    source_code(_node, context) {
      const { hasSyntaxError, module, path, report, semantics } = context;
      if (hasSyntaxError || isTestPath(path)) return;
      const mandatory = mandatoryOptions(context);
      if (mandatory.size === 0) return;
      const told = new Set<string>();
      for (const read of optionReads(semantics)) {
        const name = mandatoryIn(read.path, mandatory);
        if (name === undefined || told.has(name) || isGuarded(read.node, semantics)) continue;
        const isAsked = module.definitions.some(({ path: [first] }) => first === "assertions");
        if (isAsked) continue;
        told.add(name);
        report({
          at: read.node,
          message: "read",
          data: { name },
          related: [{ at: mandatory.get(name) ?? read.node, message: "declared here" }],
        });
      }
    },
  },
});

function mandatoryIn(
  path: readonly string[],
  known: ReadonlyMap<string, unknown>,
): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).join(".");
    if (known.has(name)) return name;
  }
  return undefined;
}

/** The options that nothing gives a value, beside an `enable`. */
function mandatoryOptions({
  module: { declarations, definitions },
  semantics,
}: FileContext): ReadonlyMap<string, OptionDeclaration["name"]> {
  const ownersWithEnable = new Set(
    declarations.flatMap(({ path }) => (path.at(-1) === "enable" ? [ownerOf(path)] : [])),
  );
  const defined = new Set(definitions.map(({ path }) => path.join(".")));
  const found = new Map<string, OptionDeclaration["name"]>();
  for (const { path, via, attributes, name } of declarations) {
    const type = attributes.get("type");
    if (via !== "mkOption" || !type || attributes.has("default") || path.includes("*")) continue;
    if (attributes.get("readOnly")?.text === "true") continue;
    const known = optionTypeOf(type, semantics);
    if (!known || !withoutEmptyValue.test(known.name)) continue;
    if (ownersWithEnable.has(ownerOf(path)) && !defined.has(path.join(".")))
      found.set(path.join("."), name);
  }
  return found;
}

/** Types that have no value of their own for "nothing": lists, sets, `nullOr` and submodules do. */
const withoutEmptyValue =
  /^(?:str|nonEmptyStr|singleLineStr|strMatching|bool|int|ints\..*|port|float|number|enum|path|package|separatedString)$/;

function ownerOf(path: readonly string[]): string {
  return path.slice(0, -1).join(".");
}

const guards = /^lib\.(?:mkIf|mkAssert|optional|optionals|optionalAttrs|optionalString)$/;

/** Whether Nix may pass over the place: under a condition, in a function, or in a local value. */
function isGuarded(node: AnyNode, semantics: Semantics): boolean {
  let functions = 0;
  for (const above of node.ancestors()) {
    switch (above.kind) {
      case "if_expression":
      case "assert_expression":
        return true;
      case "function_expression":
        functions += 1;
        break;
      case "let_expression":
        if (!above.body.encloses(node)) return true;
        break;
      case "binary_expression":
        if (["&&", "||", "->"].includes(above.operator)) return true;
        break;
      case "binding":
        if (
          /^(?:assertions|options|warnings|description|defaultText|default|apply)$/.test(
            above.attrpath.attrs[0]?.text ?? "",
          )
        )
          return true;
        break;
      case "apply_expression":
        if (guards.test(calledFunction(above, semantics).origin ?? "")) return true;
        break;
      default:
    }
  }
  // One is the module's own.
  return functions > 1;
}
