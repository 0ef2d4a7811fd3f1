import { constantKey, type Semantics } from "../semantics/index.ts";
import {
  Field,
  Kind,
  type AnyNode,
  type ApplyExpression,
  type AttrsetExpression,
  type Expression,
  type Identifier,
  type RecAttrsetExpression,
} from "../syntax/index.ts";
import { findBuilder, isBuilderName, type Builder } from "./builders.ts";
import { hasComputedKey } from "./set-attributes.ts";
import { unwrapped } from "./syntax-help.ts";

/** A call that makes a derivation out of a literal set: `stdenv.mkDerivation { … }`, `buildGoModule rec { … }`. */
export interface DerivationCall {
  /** The application of the builder to its set; for `runCommand` that of name and set, without the script. */
  readonly node: ApplyExpression;
  readonly builder: Builder;
  /** What is called, without arguments: `pkgs.stdenv.mkDerivation`. */
  readonly callee: Expression;
  /** The set, whatever stands round it: parentheses, `finalAttrs:`, `let … in`, `// more`. */
  readonly attributes: AttrsetExpression | RecAttrsetExpression;
  /** The argument of `finalAttrs: { … }`. */
  readonly self: Identifier | undefined;
  /** Whether the set is all that the builder gets: nothing merged in, no computed key. */
  readonly isComplete: boolean;
}

/** Kinds of an argument that may come down to a literal set; a call with any other one is none of ours. */
const mayHoldSet: ReadonlySet<number> = new Set([
  Kind.attrset_expression,
  Kind.rec_attrset_expression,
  Kind.parenthesized_expression,
]);

const callsOfFile = new WeakMap<Semantics, readonly DerivationCall[]>();

/** The derivation calls of a file, in source order: outer ones before those inside. */
export function derivationCalls(semantics: Semantics): readonly DerivationCall[] {
  let calls = callsOfFile.get(semantics);
  if (!calls) {
    const found: DerivationCall[] = [];
    const { tree } = semantics;
    for (const row of tree.rowsOfKind(Kind.apply_expression)) {
      const argument = tree.fieldRow(row, Field.argument);
      if (argument === undefined || !mayHoldSet.has(tree.kindOf(argument))) continue;
      const node = tree.nodeAt(row);
      const call = node.is("apply_expression") ? derivationCallAt(node, semantics) : undefined;
      if (call) found.push(call);
    }
    calls = found;
    callsOfFile.set(semantics, calls);
  }
  return calls;
}

/** The innermost derivation call that a node stands in. */
export function derivationCallAround(
  node: AnyNode,
  semantics: Semantics,
): DerivationCall | undefined {
  let byRow = callsByRow.get(semantics);
  if (!byRow) {
    byRow = new Map(derivationCalls(semantics).map((call) => [call.node.row, call]));
    callsByRow.set(semantics, byRow);
  }
  for (const above of node.ancestors()) {
    const call = byRow.get(above.row);
    if (call) return call;
  }
  return undefined;
}

const callsByRow = new WeakMap<Semantics, ReadonlyMap<number, DerivationCall>>();

function derivationCallAt(node: ApplyExpression, semantics: Semantics): DerivationCall | undefined {
  const argument = literalArgument(node.argument);
  if (!argument) return undefined;
  const direct = builderOf(node.function, semantics);
  if (direct)
    return direct.takesName
      ? undefined
      : { node, builder: direct, callee: node.function, ...argument };
  const outer = unwrapped(node.function);
  if (outer.kind !== "apply_expression") return undefined;
  const named = builderOf(outer.function, semantics);
  return named?.takesName
    ? { node, builder: named, callee: outer.function, ...argument }
    : undefined;
}

type LiteralArgument = Pick<DerivationCall, "attributes" | "self" | "isComplete">;

/** The literal set that an argument consists of, through everything that keeps its attributes. */
function literalArgument(node: Expression): LiteralArgument | undefined {
  switch (node.kind) {
    case "attrset_expression":
    case "rec_attrset_expression":
      return { attributes: node, self: undefined, isComplete: !hasComputedKey(node) };
    case "parenthesized_expression":
      return literalArgument(node.expression);
    case "let_expression":
    case "with_expression":
    case "assert_expression":
      return literalArgument(node.body);
    case "function_expression": {
      const inner = literalArgument(node.body);
      return inner && { ...inner, self: node.universal };
    }
    case "binary_expression": {
      if (node.operator !== "//") return undefined;
      const inner = literalArgument(node.left) ?? literalArgument(node.right);
      return inner && { ...inner, isComplete: false };
    }
    default:
      return undefined;
  }
}

const DEPTH_LIMIT = 8;

function builderOf(callee: Expression, semantics: Semantics, depth = 0): Builder | undefined {
  if (depth > DEPTH_LIMIT) return undefined;
  const node = unwrapped(callee);
  if (node.kind !== "variable_expression" && node.kind !== "select_expression") {
    // `buildGoModule.override { … }` builds like the one that it overrides.
    if (node.kind !== "apply_expression") return undefined;
    const base = unwrapped(node.function);
    const keys = base.kind === "select_expression" ? base.attrpath.attrs : [];
    const last = keys.at(-1);
    return base.kind === "select_expression" && keys.length === 1 && last?.text === "override"
      ? builderOf(base.expression, semantics, depth + 1)
      : undefined;
  }
  if (node.kind === "select_expression" && !isBuilderName(node.attrpath.attrs.at(-1)?.text ?? "")) {
    return undefined;
  }
  const origin = semantics.originOf(node);
  if (origin !== undefined) return findBuilder(origin.split("."));
  if (node.kind === "select_expression") {
    // Whatever set it is taken from: the last keys tell (`pkgsFor.${system}.stdenv.mkDerivation`).
    if (node.default) return undefined;
    return findBuilder(lastKeys(node));
  }
  const resolution = semantics.resolve(node);
  if (resolution?.kind === "dynamic") return findBuilder([node.text]);
  const value = resolution?.kind === "bound" ? resolution.binding.value : undefined;
  return value && builderOf(value, semantics, depth + 1);
}

/** The constant keys at the end of a selection, with the name that it begins with where all are constant. */
function lastKeys(node: Expression): string[] {
  const base = unwrapped(node);
  if (base.kind === "variable_expression") return [base.text];
  if (base.kind !== "select_expression") return [];
  const keys = lastKeys(base.expression);
  for (const attribute of base.attrpath.attrs) {
    const key = constantKey(base.tree, attribute.row);
    if (key === undefined) keys.length = 0;
    else keys.push(key);
  }
  return keys;
}
