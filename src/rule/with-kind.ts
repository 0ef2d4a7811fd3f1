import type { Expression, WithExpression } from "../syntax/index.ts";
import { Unbound, type Reference, type Semantics } from "../semantics/index.ts";
import { unwrapped } from "./syntax-help.ts";

/**
 * What there is to say of a `with`; of several things the first in this order, so that one rule speaks at a time.
 *
 * - `unused`: no name of its body comes from it, or the `with` around it is of the same set.
 * - `import`: of a file that is imported on the spot.
 * - `nested`: in the body of another `with`.
 * - `list`: `with pkgs; [ … ]`, the good use.
 * - `top-level`: its body is that of the whole file.
 * - `local`: anything else.
 */
export type WithKind = "unused" | "import" | "nested" | "list" | "top-level" | "local";

/** One `with`, judged. */
export interface JudgedWith {
  readonly node: WithExpression;
  readonly kind: WithKind;
  /** The nearest `with` that it stands in the body of. */
  readonly outer: WithExpression | undefined;
  /** The uses of names that are looked up in it before any other `with`. */
  readonly names: readonly Reference[];
  /** Whether a `with` inside of its body looks names up first that may come from it after all. */
  readonly isShared: boolean;
}

const judged = new WeakMap<Semantics, readonly JudgedWith[]>();

/** All `with`s of a file, in source order. */
export function judgeWiths(semantics: Semantics): readonly JudgedWith[] {
  let all = judged.get(semantics);
  if (!all) judged.set(semantics, (all = judgeAll(semantics)));
  return all;
}

function judgeAll(semantics: Semantics): JudgedWith[] {
  const { table, tree } = semantics;
  if (table.withRow.length === 0) return [];
  const names: Reference[][] = table.withRow.map(() => []);
  for (let index = 0; index < table.referenceWith.length; index++) {
    const innermost = table.referenceWith[index] ?? -1;
    if (innermost < 0 || table.referenceBinding[index] !== Unbound.dynamic) continue;
    names[innermost]?.push(semantics.referenceAt(index));
  }
  const isShared = table.withRow.map(() => false);
  for (const [index, own] of names.entries()) {
    if (own.length === 0) continue;
    for (let at = outerOf(index); at >= 0 && !isShared[at]; at = outerOf(at)) isShared[at] = true;
  }

  const indexes = new Map(table.withRow.map((row, index) => [row, index]));
  const nodes = new Map(tree.nodesOfKind("with_expression").map((node) => [node.row, node]));

  function outerOf(index: number): number {
    return table.withOuter[index] ?? -1;
  }

  return tree.nodesOfKind("with_expression").flatMap((node): JudgedWith[] => {
    const index = indexes.get(node.row);
    if (index === undefined) return [];
    const outer = nodes.get(table.withRow[outerOf(index)] ?? -1);
    const own = names[index] ?? [];
    const shared = isShared[index] ?? false;
    const kind = own.length > 0 || shared ? kindOf(node, outer, semantics) : "unused";
    return [{ node, outer, names: own, isShared: shared, kind }];
  });
}

function kindOf(
  node: WithExpression,
  outer: WithExpression | undefined,
  semantics: Semantics,
): WithKind {
  if (importOf(node.environment, semantics)) return "import";
  if (outer) return isSameSet(node.environment, outer.environment, semantics) ? "unused" : "nested";
  if (isListLike(node.body)) return "list";
  return isBodyOfFile(node) ? "top-level" : "local";
}

/** The `import` at the head of a call, where the expression is one. */
function importOf(node: Expression, semantics: Semantics): Expression | undefined {
  let head = unwrapped(node);
  if (head.kind !== "apply_expression") return undefined;
  while (head.kind === "apply_expression") head = unwrapped(head.function);
  return semantics.originOf(head) === "builtins.import" ? head : undefined;
}

function isSameSet(left: Expression, right: Expression, semantics: Semantics): boolean {
  const origin = semantics.originOf(left);
  return origin !== undefined && origin === semantics.originOf(right);
}

/** A list, lists joined by `++`, or a call that ends in these: `mkIf enabled [ … ]`. */
export function isListLike(node: Expression): boolean {
  const body = unwrapped(node);
  return isJoinedList(body.kind === "apply_expression" ? body.argument : body);
}

function isJoinedList(node: Expression): boolean {
  const body = unwrapped(node);
  if (body.kind === "list_expression") return true;
  return (
    body.kind === "binary_expression" &&
    body.operator === "++" &&
    (isJoinedList(body.left) || isJoinedList(body.right))
  );
}

function isBodyOfFile(node: WithExpression): boolean {
  for (const above of node.ancestors()) {
    switch (above.kind) {
      case "function_expression":
      case "let_expression":
      case "assert_expression":
        if (!above.body.encloses(node)) return false;
        break;
      case "parenthesized_expression":
        break;
      case "source_code":
        return true;
      default:
        return false;
    }
  }
  return false;
}

/** The set of a `with` as messages show it: its beginning, and no string of it. */
export function environmentText({ environment }: WithExpression): string {
  const text = environment.text.replace(/\s+/g, " ");
  const shown = text
    .replace(/(?:"|'').*$/, "")
    .slice(0, 40)
    .trim();
  return shown === text ? text : `${shown}…`;
}
