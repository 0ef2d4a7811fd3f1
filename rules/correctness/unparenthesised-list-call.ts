import {
  defineRule,
  unwrapped,
  type Expression,
  type OfferedFix,
  type Semantics,
} from "../../src/rule/index.ts";

/** A function that is not put into lists for its own sake, and the arguments that it wants. */
interface KnownFunction {
  readonly arguments: number;
  /** Whether an element can be its first argument. */
  readonly takes: (element: Expression) => boolean;
}

const isPath = (node: Expression): boolean =>
  node.is("path_expression", "hpath_expression", "spath_expression");
const isSetOrFunction = (node: Expression): boolean =>
  node.is("attrset_expression", "rec_attrset_expression", "function_expression");
const isFunction = (node: Expression): boolean => node.is("function_expression");
const isCondition = (node: Expression): boolean =>
  node.is(
    "binary_expression",
    "unary_expression",
    "has_attr_expression",
    "select_expression",
    "variable_expression",
  );

const functions: Readonly<Record<string, KnownFunction>> = {
  "builtins.import": { arguments: 1, takes: isPath },
  callPackage: { arguments: 2, takes: isPath },
  "pkgs.callPackage": { arguments: 2, takes: isPath },
  "lib.callPackageWith": { arguments: 3, takes: isSetOrFunction },
  "lib.mkIf": { arguments: 2, takes: isCondition },
  "lib.optional": { arguments: 2, takes: isCondition },
  "lib.optionals": { arguments: 2, takes: isCondition },
  "lib.optionalString": { arguments: 2, takes: isCondition },
  "lib.optionalAttrs": { arguments: 2, takes: isCondition },
};
const methods: Readonly<Record<string, KnownFunction>> = {
  override: { arguments: 1, takes: isSetOrFunction },
  overrideAttrs: { arguments: 1, takes: isSetOrFunction },
  withPackages: { arguments: 1, takes: isFunction },
};

export default defineRule({
  id: "unparenthesised-list-call",
  summary: "a function and its argument as two elements of a list",
  category: "correctness",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: { call: "`{name}` is an element of this list and is not called with what follows it." },
  docs: {
    why: "Blanks separate the elements of a list, so that a call needs parentheses. Without them the list holds a function, which fails where it is used.",
    examples: [
      {
        bad: "{ pkgs }: [ pkgs.hello.override { stdenv = pkgs.clangStdenv; } ]\n",
        good: "{ pkgs }: [ (pkgs.hello.override { stdenv = pkgs.clangStdenv; }) ]\n",
      },
      { bad: "{ imports = [ import ./a.nix ]; }\n", good: "{ imports = [ (import ./a.nix) ]; }\n" },
    ],
    traps: [
      { good: "map (f: f 1) [ import toString ]\n", because: "a list of functions" },
      {
        good: "{ pkgs }: [ (pkgs.callPackage ./a.nix { }) ./b.nix ]\n",
        because: "the call has its parentheses",
      },
    ],
    fixSafety:
      "The fix puts parentheses round the function and the elements that fit as its arguments: the list gets shorter.",
  },
  visit: {
    list_expression(node, { semantics, report }) {
      const { elements } = node;
      for (const [index, element] of elements.entries()) {
        if (!element.is("variable_expression", "select_expression")) continue;
        const next = elements[index + 1];
        if (!next) return;
        const known = knownFunction(element, semantics);
        if (!known?.takes(unwrapped(next))) continue;
        const last = elements[index + known.arguments];
        if (!last) continue;
        report({
          at: element,
          message: "call",
          data: { name: element.text },
          fix: fixFor(element, last),
        });
      }
    },
  },
});

function knownFunction(node: Expression, semantics: Semantics): KnownFunction | undefined {
  const origin = semantics.originOf(node);
  const byOrigin =
    origin !== undefined && Object.hasOwn(functions, origin) ? functions[origin] : undefined;
  if (byOrigin || !node.is("select_expression")) return byOrigin;
  const name = node.attrpath.attrs.at(-1)?.text ?? "";
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

function fixFor({ start }: Expression, { end }: Expression): OfferedFix {
  return {
    title: "Put the call in parentheses",
    edits: [
      { span: { start, end: start }, newText: "(" },
      { span: { start: end, end }, newText: ")" },
    ],
  };
}
