import {
  bindingAround,
  defineRule,
  optionCallOf,
  optionTypeOf,
  typeRejects,
  wordsOf,
  type Expression,
  type OfferedFix,
  type OptionCall,
  type OptionType,
  type RuleContext,
  type Semantics,
  type Value,
} from "../../src/rule/index.ts";

const messages = {
  default: "The default of `{name}` is {value}, which its type `{type}` does not take.",
  port: "`{name}` is a port by its name, but its type takes any whole number.",
  lines: "`{name}` holds lines, but its type `str` can't merge two definitions.",
} as const;

export default defineRule({
  id: "mistyped-option",
  summary: "an option whose type does not fit its default or its name",
  category: "module",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages,
  docs: {
    why: "A default that the type refuses stops the evaluation as soon as somebody leaves the option unset and something reads it. A type that is too wide lets through what fails later: port 70000, or two modules that each add a line.",
    examples: [
      {
        bad: "{ lib, ... }:\n{\n  options.my.web.port = lib.mkOption { type = lib.types.int; default = 8080; };\n}\n",
        good: "{ lib, ... }:\n{\n  options.my.web.port = lib.mkOption { type = lib.types.port; default = 8080; };\n}\n",
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{ options.my.host = lib.mkOption { type = with lib.types; nullOr str; default = null; }; }\n",
        because: "`nullOr` takes null",
      },
      {
        good: "{ lib, ... }:\n{ options.my.host = lib.mkOption { type = with lib.types; either str int; default = 1; }; }\n",
        because: "either type may take it",
      },
      {
        good: "{ config, lib, ... }:\n{ options.my.host = lib.mkOption { type = lib.types.str; default = config.networking.hostName; }; }\n",
        because: "the default is worked out by the configuration",
      },
      {
        good: '{ lib, ... }:\n{ options.my.keyFile = lib.mkOption { type = lib.types.str; default = "/run/keys/x"; }; }\n',
        because: "a text keeps a file out of the store",
      },
      {
        good: "{ lib, ... }:\n{ options.my.portCount = lib.mkOption { type = lib.types.int; default = 4; }; options.my.support = lib.mkOption { type = lib.types.int; }; }\n",
        because: "neither is a port",
      },
    ],
    fixSafety:
      "`port` refuses numbers that `int` took. `lines` joins definitions where `str` refused two that differ.",
  },
  mentions: ["mkOption"],
  visit: {
    apply_expression(node, context) {
      const option = optionCallOf(node, context);
      const typeNode = option?.attributes.get("type")?.value;
      const type = typeNode && optionTypeOf(typeNode, context.semantics);
      if (!option || !type) return;
      const found = option.attributes.get("default");
      const value = found?.below.length === 0 ? found.value : undefined;
      const folded = value && context.semantics.fold(value);
      if (value && folded?.known && typeRejects(type, folded, context.semantics)) {
        context.report({
          at: value,
          message: "default",
          data: { name: option.name ?? "*", value: describe(folded.value), type: typeText(type) },
        });
        return;
      }
      judgeName(option, type, value, context);
    },
  },
});

/** What the names tell is a guess. */
function judgeName(
  { name, at }: OptionCall,
  type: OptionType,
  value: Expression | undefined,
  { report, semantics }: RuleContext<typeof messages, unknown>,
): void {
  if (name === undefined) return;
  const inner = innermost(type);
  const guess = { at, severity: "info", confidence: "low", data: { name } } as const;
  if (inner?.name === "int" && isPortName(name)) {
    const folded = value && semantics.fold(value);
    const isPort = !folded?.known || !typeRejects({ ...inner, name: "port" }, folded, semantics);
    // -1 for "none" is none of the ports.
    if (isPort || type !== inner)
      report({ ...guess, message: "port", fix: retype(inner, "port", semantics) });
    return;
  }
  if (type.name !== "str") return;
  if (linesName.test(name))
    report({ ...guess, message: "lines", fix: retype(type, "lines", semantics) });

  function innermost(outer: OptionType): OptionType | undefined {
    const [first] = outer.args;
    if (outer.name !== "nullOr" && outer.name !== "listOf") return outer;
    return first && optionTypeOf(first, semantics);
  }
}

const linesName = /^extra(?:Config|Rules|Lines|Hosts|Commands)$/;

function isPortName(name: string): boolean {
  return /^ports?$/.test(wordsOf(name).at(-1) ?? "");
}

function retype(
  { node, name }: OptionType,
  better: string,
  semantics: Semantics,
): OfferedFix | undefined {
  const isSelected = node.is("select_expression") && node.text.endsWith(`.${name}`);
  // A name that the file binds itself: it may have none for the other type.
  const isDynamic =
    semantics.resolve(node)?.kind === "dynamic" && !bindingAround(better, node, semantics);
  if (!isSelected && !isDynamic) return undefined;
  const start = node.end - name.length;
  return {
    title: `Use \`${better}\``,
    edits: [{ span: { start, end: node.end }, newText: better }],
  };
}

function describe(value: Value): string {
  switch (value.type) {
    case "string":
      if (value.value === "") return "an empty text";
      return value.value.length <= 30 && !value.value.includes("\n")
        ? `the text \`${value.value}\``
        : "a text";
    case "integer":
    case "boolean":
      return `\`${String(value.value)}\``;
    case "null":
      return "null";
    default:
      return `a ${value.type}`;
  }
}

/** The type on one line, without where it comes from. */
function typeText({ node }: OptionType): string {
  const text = node.text.replace(/\s+/g, " ").replaceAll(/\b(?:lib\.)?types\./g, "");
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
