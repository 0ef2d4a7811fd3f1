import {
  defineRule,
  optionReads,
  optionTypeOf,
  ownOptionsOf,
  Type,
  type AnyNode,
  type OptionDeclaration,
  type OptionRead,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "missing-assertions",
  summary: "an option that may be unset, used as if it were set, in a module that checks nothing",
  category: "module",
  severity: "info",
  confidence: "low",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  mentions: ["mkOption"],
  messages: {
    unset: "`{option}` is null unless a host sets it, and is put into text here without a check.",
    empty: "`{option}` is empty unless a host sets it, and is put into text here without a check.",
  },
  options: Type.Object({
    lines: Type.Integer({
      default: 50,
      minimum: 0,
      description: "Modules of fewer lines are passed over.",
    }),
  }),
  docs: {
    why: "A host that forgets the option gets an error deep in nixpkgs, or a configuration file with a hole in it, where an assertion would name the option and say what to do.",
    examples: [
      {
        bad: '{ config, lib, ... }:\nlet\n  cfg = config.my.mail;\nin\n{\n  options.my.mail = {\n    enable = lib.mkEnableOption "mail";\n    domain = lib.mkOption { type = lib.types.nullOr lib.types.str; default = null; };\n  };\n  config = lib.mkIf cfg.enable {\n    networking.hostName = "mail-${cfg.domain}";\n  };\n}\n',
        good: '{ config, lib, ... }:\nlet\n  cfg = config.my.mail;\nin\n{\n  options.my.mail = {\n    enable = lib.mkEnableOption "mail";\n    domain = lib.mkOption { type = lib.types.nullOr lib.types.str; default = null; };\n  };\n  config = lib.mkIf cfg.enable {\n    assertions = [\n      { assertion = cfg.domain != null; message = "my.mail.domain is needed."; }\n    ];\n    networking.hostName = "mail-${cfg.domain}";\n  };\n}\n',
        options: { lines: 5 },
      },
    ],
    traps: [
      {
        good: '{ config, lib, ... }:\nlet\n  cfg = config.my.mail;\nin\n{\n  options.my.mail = {\n    enable = lib.mkEnableOption "mail";\n    domain = lib.mkOption { type = lib.types.nullOr lib.types.str; default = null; };\n  };\n  config = lib.mkIf (cfg.enable && cfg.domain != null) {\n    networking.hostName = "mail-${cfg.domain}";\n  };\n}\n',
        because: "it is used only where it is set",
        options: { lines: 5 },
      },
      {
        good: '{ config, lib, ... }:\nlet\n  cfg = config.my.mail;\nin\n{\n  options.my.mail = {\n    enable = lib.mkEnableOption "mail";\n    suffix = lib.mkOption { type = lib.types.str; default = ""; };\n  };\n  config = lib.mkIf cfg.enable {\n    networking.hostName = "mail${lib.optionalString (cfg.suffix != "") "-${cfg.suffix}"}";\n  };\n}\n',
        because: "the text around it is left out where it is empty",
        options: { lines: 5 },
      },
    ],
  },
  visit: {
    source_code(_node, context) {
      const { module, semantics, source, options, report } = context;
      if (source.lineCount <= options.lines) return;
      const own = ownOptionsOf(context);
      if (!own?.enable || checksSomething(context.tree.nameIdFor.bind(context.tree))) return;
      const unset = new Map(
        module.declarations.flatMap((declaration) => {
          const kind = unsetKind(declaration, semantics);
          return kind ? [[declaration.path.join("."), kind] as const] : [];
        }),
      );
      if (unset.size === 0) return;
      const reads = optionReads(semantics);
      const said = new Set<string>();
      for (const { node, path } of reads) {
        const option = path.join(".");
        const message = unset.get(option);
        if (!message || said.has(option) || !isPutIntoText(node)) continue;
        if (isUnderCheck(node, option, reads)) continue;
        said.add(option);
        report({ at: node, message, data: { option } });
      }
    },
  },
});

/** Whether the file checks anything at all, in whichever way. */
function checksSomething(idOf: (name: string) => number): boolean {
  return [
    "assertions",
    "assertMsg",
    "throwIf",
    "throwIfNot",
    "throw",
    "assertion",
    "mkAssert",
  ].some((name) => idOf(name) !== 0);
}

/** What an option is where no host sets it: null, or an empty text. */
function unsetKind(
  { attributes, path }: OptionDeclaration,
  semantics: Semantics,
): "unset" | "empty" | undefined {
  const standard = attributes.get("default");
  const type = attributes.get("type");
  const folded = standard && semantics.fold(standard);
  if (!type || !folded?.known || path.includes("*")) return undefined;
  const name = optionTypeOf(type, semantics)?.name;
  if (folded.value.type === "null") return name === "nullOr" ? "unset" : undefined;
  const isEmpty = folded.value.type === "string" && folded.value.value === "";
  // Text that is to be added somewhere is rightly empty.
  return isEmpty &&
    name === "str" &&
    !/extra|suffix|prefix|opts|args|flags|options/i.test(path.at(-1) ?? "")
    ? "empty"
    : undefined;
}

function isPutIntoText(node: AnyNode): boolean {
  const { parent } = node;
  if (node.is("select_expression") && node.default) return false;
  return parent?.is("interpolation") === true && !parent.parent?.is("attrpath");
}

/** Whether something around the use, up to the module, has looked at the option before. */
function isUnderCheck(node: AnyNode, option: string, reads: readonly OptionRead[]): boolean {
  for (const above of node.ancestors()) {
    const condition = above.is("if_expression", "assert_expression")
      ? above.condition
      : above.is("binary_expression") && ["&&", "||", "->"].includes(above.operator)
        ? above.left
        : above.is("apply_expression")
          ? above.function
          : undefined;
    if (!condition || condition.encloses(node)) continue;
    if (reads.some((read) => read.path.join(".") === option && condition.encloses(read.node)))
      return true;
  }
  return false;
}
