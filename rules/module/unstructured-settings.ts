import {
  defineRule,
  isTestPath,
  optionReads,
  optionTypeOf,
  Type,
  type AnyNode,
  type OptionDeclaration,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "unstructured-settings",
  summary: "options that are only printed into one file, one by one",
  category: "module",
  severity: "info",
  confidence: "low",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: {
    options:
      "{count} options of `{owner}` are only printed into one text: `settings` of a format would hold them all.",
  },
  docs: {
    why: "Each setting of the program has to be declared, described, escaped and printed by hand, and what was not thought of can't be set. One `settings` option of a type of `pkgs.formats` takes them all and prints them rightly.",
    examples: [
      {
        options: { minimum: 2 },
        bad: '{ config, lib, pkgs, ... }:\nlet\n  cfg = config.my.web;\nin\n{\n  options.my.web = {\n    user = lib.mkOption { type = lib.types.str; };\n    level = lib.mkOption { type = lib.types.int; };\n  };\n  config.environment.etc."web.conf".text = "user=${cfg.user} level=${toString cfg.level}";\n}\n',
        good: '{ config, lib, pkgs, ... }:\nlet\n  format = pkgs.formats.keyValue { };\nin\n{\n  options.my.web.settings = lib.mkOption { type = format.type; };\n  config.environment.etc."web.conf".source = format.generate "web.conf" config.my.web.settings;\n}\n',
      },
    ],
    traps: [
      {
        options: { minimum: 2 },
        good: '{ config, lib, ... }:\nlet cfg = config.my.web; in\n{\n  options.my.web = { user = lib.mkOption { type = lib.types.str; }; level = lib.mkOption { type = lib.types.int; }; };\n  config.environment.etc."web.conf".text = "user=${cfg.user} level=${toString cfg.level}";\n  config.users.users.${cfg.user}.isSystemUser = true;\n}\n',
        because: "the module itself reads `user` as well",
      },
    ],
  },
  options: Type.Object({
    minimum: Type.Integer({
      default: 8,
      minimum: 1,
      description: "How many such options are worth a word.",
    }),
  }),
  mentions: ["mkOption"],
  visit: {
    source_code(_node, { hasSyntaxError, module, options, path, report, semantics }) {
      if (hasSyntaxError || isTestPath(path)) return;
      const plain = new Map(
        module.declarations.flatMap((declaration) =>
          isPlain(declaration, semantics)
            ? [[declaration.path.join("."), declaration] as const]
            : [],
        ),
      );
      if (plain.size < options.minimum) return;
      for (const printed of printedTogether(plain, semantics)) {
        const [first] = printed;
        if (!first || printed.length < options.minimum) continue;
        const owner = ownerOf(first);
        report({ at: first.name, message: "options", data: { count: printed.length, owner } });
      }
    },
  },
});

const plainTypes =
  /^(?:str|nonEmptyStr|singleLineStr|int|ints\..*|port|bool|float|number|enum|path)$/;

function isPlain({ attributes, via, path }: OptionDeclaration, semantics: Semantics): boolean {
  const type = attributes.get("type");
  if (via !== "mkOption" || !type || path.includes("*")) return false;
  const known = optionTypeOf(type, semantics);
  const inner =
    known?.name === "nullOr" && known.args[0] ? optionTypeOf(known.args[0], semantics) : known;
  return inner !== undefined && plainTypes.test(inner.name);
}

function ownerOf({ path }: OptionDeclaration): string {
  return path.slice(0, -1).join(".");
}

/** Options of one owner whose every read stands in the same text. */
function printedTogether(
  options: ReadonlyMap<string, OptionDeclaration>,
  semantics: Semantics,
): readonly (readonly OptionDeclaration[])[] {
  const texts = new Map<string, Set<AnyNode | undefined>>();
  // Sets of options that are handed on whole: what is in them may be read anywhere.
  const wholes = new Set<string>();
  for (const { path, node } of optionReads(semantics)) {
    const name = path.join(".");
    const found = texts.get(name);
    if (!options.has(name)) wholes.add(name);
    else if (found) found.add(textAround(node));
    else texts.set(name, new Set([textAround(node)]));
  }
  const groups = new Map<string, OptionDeclaration[]>();
  for (const [name, declaration] of options) {
    const found = texts.get(name);
    const [text] = found ?? [];
    if (found?.size !== 1 || !text) continue;
    if (
      declaration.path.some((_, length) => wholes.has(declaration.path.slice(0, length).join(".")))
    )
      continue;
    const key = `${text.row} ${ownerOf(declaration)}`;
    const group = groups.get(key);
    if (group) group.push(declaration);
    else groups.set(key, [declaration]);
  }
  return [...groups.values()];
}

const commandKeys = /exec|script|command|start|stop|args|flags|options/i;

/** The outermost text that a place is interpolated into. */
function textAround(node: AnyNode): AnyNode | undefined {
  let text: AnyNode | undefined;
  for (const above of node.ancestors()) {
    if (above.is("string_expression", "indented_string_expression")) text = above;
    // A command is no file of settings.
    if (above.is("binding"))
      return commandKeys.test(above.attrpath.attrs.at(-1)?.text ?? "") ? undefined : text;
  }
  return text;
}
