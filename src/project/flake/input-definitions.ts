import { constantKey, constantString } from "../../semantics/index.ts";
import type {
  AnyAttrset,
  Attribute,
  AttributeBinding,
  Expression,
  SyntaxTree,
} from "../../syntax/index.ts";

/** One `… = value;` that says something of an input, however it is nested. */
export interface InputDefinition {
  /** The keys from the input's name on: `["agenix", "inputs", "nixpkgs", "follows"]`. */
  readonly path: readonly string[];
  /** What spells them. */
  readonly keys: readonly Attribute[];
  readonly binding: AttributeBinding;
  readonly value: Expression;
}

export interface InputDefinitions {
  /** In source order; a set without anything in it stands as itself, others as what is in them. */
  readonly definitions: readonly InputDefinition[];
  /** Whether there is something that only an evaluation could tell, which Nix refuses in a flake. */
  readonly hasUnknown: boolean;
}

/** The literal set that a flake.nix is. */
export function flakeSet(tree: SyntaxTree): AnyAttrset | undefined {
  let node = tree.root.expression;
  while (node?.kind === "parenthesized_expression") node = node.expression;
  return node && isSet(node) ? node : undefined;
}

/** What stands behind a key of a flake.nix, written as one binding: `outputs`, `description`. */
export function flakeAttribute(tree: SyntaxTree, name: string): Expression | undefined {
  for (const binding of flakeSet(tree)?.bindingSet?.bindings ?? []) {
    if (binding.kind !== "binding" || binding.attrpath.attrs.length !== 1) continue;
    const [key] = binding.attrpath.attrs;
    if (key && constantKey(tree, key.row) === name) return binding.expression;
  }
  return undefined;
}

/** Everything that a flake.nix says below `inputs`. */
export function inputDefinitions(tree: SyntaxTree): InputDefinitions {
  const set = flakeSet(tree);
  const definitions: InputDefinition[] = [];
  let hasUnknown = set === undefined;
  // Sets that wait, each with the keys above it; a stack keeps any depth of nesting off the call stack.
  const waiting: { readonly set: AnyAttrset; readonly keys: readonly Attribute[] }[] = [];
  if (set) waiting.push({ set, keys: [] });
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const binding of next.set.bindingSet?.bindings ?? []) {
      if (binding.kind !== "binding") {
        hasUnknown ||=
          next.keys.length > 0 ||
          binding.attrs?.attrs.some(({ text }) => text === "inputs") === true;
        continue;
      }
      const keys = [...next.keys, ...binding.attrpath.attrs];
      const path: readonly (string | undefined)[] = keys.map(({ row }) => constantKey(tree, row));
      if (path[0] !== "inputs") continue;
      if (!isConstant(path)) {
        hasUnknown = true;
        continue;
      }
      const value = withoutParentheses(binding.expression);
      if (isSet(value) && (value.bindingSet?.bindings.length ?? 0) > 0)
        waiting.push({ set: value, keys });
      else if (path.length > 1)
        definitions.push({ path: path.slice(1), keys: keys.slice(1), binding, value });
      else hasUnknown ||= !isSet(value);
    }
  }
  definitions.sort((a, b) => a.value.start - b.value.start);
  return { definitions, hasUnknown };
}

/** The text of a constant string, address literal or path; undefined for anything computed. */
export function literalText(value: Expression): string | undefined {
  switch (value.kind) {
    case "string_expression":
    case "indented_string_expression":
      return constantString(value.tree, value.row);
    case "uri_expression":
      return value.text;
    case "path_expression":
      return value.children.some(({ kind }) => kind === "interpolation") ? undefined : value.text;
    default:
      return undefined;
  }
}

export function withoutParentheses(node: Expression): Expression {
  let inner = node;
  while (inner.kind === "parenthesized_expression") inner = inner.expression;
  return inner;
}

function isConstant(path: readonly (string | undefined)[]): path is readonly string[] {
  return !path.includes(undefined);
}

export function isSet(node: Expression): node is AnyAttrset {
  return node.kind === "attrset_expression" || node.kind === "rec_attrset_expression";
}
