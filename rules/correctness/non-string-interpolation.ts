import {
  defineRule,
  isGlobalHere,
  Type,
  unwrapped,
  type Expression,
  type Interpolation,
  type OfferedFix,
  type Semantics,
  type Value,
} from "../../src/rule/index.ts";

/** How far a chain of `+` is followed. */
const chainLimit = 100;

export default defineRule({
  id: "non-string-interpolation",
  summary: "a value in a string that Nix does not turn into one",
  category: "correctness",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  options: Type.Object({
    "allow-integers": Type.Boolean({
      default: false,
      description: "Leave integers alone, for Lix with its experimental feature coerce-integers.",
    }),
  }),
  messages: {
    interpolated: "`{text}` is {type}, which Nix does not turn into a string.",
    added: "`{text}` is {type}, which Nix does not add to {other}.",
  },
  docs: {
    why: "Nix turns only strings, paths and derivations into text by itself. Evaluation stops at this place, even if that is a branch that is seldom taken.",
    examples: [
      {
        bad: 'let port = 8080; in "http://localhost:${port}"\n',
        good: 'let port = 8080; in "http://localhost:${toString port}"\n',
      },
      { bad: '"level " + 1\n', good: '"level " + toString 1\n' },
    ],
    traps: [
      {
        good: '{ port, package }: "${package}:${port}"\n',
        because: "what these are is not known here",
      },
      {
        good: 'let drv = { outPath = "/x"; }; text = { __toString = self: "x"; }; in "${drv}${text}"\n',
        because: "sets with `outPath` or `__toString` have a text",
      },
      {
        good: 'let port = 80; in ":${port}"\n',
        because: "Lix can be told to turn integers into strings",
        options: { "allow-integers": true },
      },
      { good: '[ "$${1}" "\\${1}" (1 + 1) ]\n', because: "these are no interpolations" },
    ],
    fixSafety:
      "For integers the fix is safe: without it evaluation could only fail, or gave the same text. A float becomes text with six decimals, `1.500000`, which is unsafe. `toString true` is `1` and `toString null` is empty, which is seldom meant, so these are left to you.",
  },
  visit: {
    interpolation(node, { semantics, options, report }) {
      if (!isPartOfText(node)) return;
      const { expression } = node;
      const value = valueWithoutText(expression, semantics);
      if (!value || (options["allow-integers"] && value.type === "integer")) return;
      report({
        at: node,
        message: "interpolated",
        data: { text: shortened(expression.text), type: typeNames[value.type] },
        fix: fixFor(expression, value, semantics),
      });
    },
    binary_expression(node, { semantics, options, report }) {
      if (node.operator !== "+") return;
      for (const [part, other] of [
        [node.left, node.right],
        [node.right, node.left],
      ] as const) {
        const kind = textKind(other, semantics);
        const value = kind && valueWithoutText(part, semantics);
        if (!value || (options["allow-integers"] && value.type === "integer")) continue;
        report({
          at: part,
          message: "added",
          data: { text: shortened(part.text), type: typeNames[value.type], other: kind },
          fix: kind === "a string" ? fixFor(part, value, semantics) : undefined,
        });
      }
    },
  },
});

const typeNames = {
  integer: "an integer",
  float: "a float",
  boolean: "a boolean",
  null: "`null`",
  list: "a list",
  set: "a set",
  function: "a function",
} as const;

type WithoutText = Extract<Value, { type: keyof typeof typeNames }>;

/** The value of an expression, where it is known and Nix makes no text of it. */
function valueWithoutText(node: Expression, semantics: Semantics): WithoutText | undefined {
  const folded = semantics.fold(node);
  if (!folded.known) return undefined;
  const { value } = folded;
  if (value.type === "string" || value.type === "path") return undefined;
  if (value.type !== "set") return value;
  const { attributes, isComplete } = value;
  return isComplete && !attributes.has("outPath") && !attributes.has("__toString")
    ? value
    : undefined;
}

/** What a `+` has on one side, if that is text: of a chain the first operand tells. */
function textKind(node: Expression, semantics: Semantics): "a string" | "a path" | undefined {
  let inner = unwrapped(node);
  for (let depth = 0; inner.is("binary_expression") && inner.operator === "+"; depth++) {
    if (depth === chainLimit) return undefined;
    inner = unwrapped(inner.left);
  }
  if (inner.is("string_expression", "indented_string_expression", "uri_expression"))
    return "a string";
  if (inner.is("path_expression", "hpath_expression", "spath_expression")) return "a path";
  const folded = semantics.fold(inner);
  if (!folded.known) return undefined;
  if (folded.value.type === "string") return "a string";
  return folded.value.type === "path" ? "a path" : undefined;
}

function isPartOfText({ parent }: Interpolation): boolean {
  return (
    parent?.is(
      "string_expression",
      "indented_string_expression",
      "path_expression",
      "hpath_expression",
    ) ?? false
  );
}

function fixFor(
  node: Expression,
  { type }: WithoutText,
  semantics: Semantics,
): OfferedFix | undefined {
  if (type !== "integer" && type !== "float") return undefined;
  if (!isGlobalHere("toString", node, semantics)) return undefined;
  const { start, end } = node;
  const isSimple = node.is(
    "integer_expression",
    "float_expression",
    "variable_expression",
    "select_expression",
    "parenthesized_expression",
  );
  return {
    title: "Convert it with `toString`",
    // 1.5 becomes 1.500000: seldom the text that is wanted.
    ...(type === "float" ? { safety: "unsafe" } : {}),
    edits: isSimple
      ? [{ span: { start, end: start }, newText: "toString " }]
      : [
          { span: { start, end: start }, newText: "toString (" },
          { span: { start: end, end }, newText: ")" },
        ],
  };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
