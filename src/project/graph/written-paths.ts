import { constantString, stringParts, type Semantics } from "../../semantics/index.ts";
import { Kind, type AnyNode, type Expression, type Interpolation } from "../../syntax/index.ts";
import { withoutParentheses } from "./syntax-steps.ts";

/** A path that a file writes down, or works out from one. */
export interface WrittenPath {
  /** The whole of it: with what is added to it. */
  readonly node: Expression;
  /** What it says; `self:` before a path that starts at the flake's own folder. */
  readonly path?: string;
  readonly by: "literal" | "value";
  /** Why the path is not known. */
  readonly reason?: string;
  /** As far as it is written down: a folder that the path lies in. */
  readonly knownFolder?: string;
}

/** Every path of a file in source order: `./x`, `./${name}`, `./. + "/x"`, `"${self}/x"`, `self + "/x"`. */
export function findWrittenPaths(semantics: Semantics): WrittenPath[] {
  const { tree } = semantics;
  const found: WrittenPath[] = [];
  const seen = new Set<number>();
  const add = (node: Expression, start: Start): void => {
    const written = followSum(node, start, semantics);
    if (seen.has(written.node.row)) return;
    seen.add(written.node.row);
    found.push(written);
  };
  for (const kind of [Kind.path_expression, Kind.hpath_expression]) {
    for (const row of tree.rowsOfKind(kind)) {
      const node = tree.nodeAt(row) as Expression;
      add(node, readPath(node, semantics));
    }
  }
  for (const row of tree.rowsOfKind(Kind.string_expression)) {
    const start = readSelfString(row, semantics);
    if (start) add(tree.nodeAt(row) as Expression, start);
  }
  for (const row of tree.rowsOfKind(Kind.binary_expression)) {
    const node = tree.nodeAt(row) as Expression;
    if (node.kind !== "binary_expression" || node.operator !== "+") continue;
    const { left } = node;
    const isVariable = left.kind === "variable_expression" || left.kind === "select_expression";
    if (isVariable && isSelf(left, semantics)) add(left, { path: "self:", by: "literal" });
  }
  return found.toSorted((a, b) => a.node.start - b.node.start);
}

interface Start {
  readonly path?: string;
  readonly by: "literal" | "value";
  readonly reason?: string;
  readonly knownFolder?: string;
}

function readPath(node: Expression, semantics: Semantics): Start {
  const { tree } = semantics;
  let text = "";
  let at = node.start;
  let by: Start["by"] = "literal";
  for (const child of node.children) {
    if (!child.is("interpolation")) continue;
    text += tree.source.slice(at, child.start);
    at = child.end;
    const part = textOf(child, semantics);
    if (part.text === undefined) return unknownPart(text, part.reason);
    by = "value";
    text += part.text;
  }
  return { path: text + tree.source.slice(at, node.end), by };
}

/** `"${self}/x"`, `"${inputs.self}/x"`, `"${./.}/x"`. */
function readSelfString(row: number, semantics: Semantics): Start | undefined {
  const { tree } = semantics;
  const [first, ...rest] = stringParts(tree, row);
  if (typeof first !== "number") return undefined;
  const base = withoutParentheses((tree.nodeAt(first) as Interpolation).expression);
  if (!isSelf(base, semantics)) return undefined;
  let text = "self:";
  for (const part of rest) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const known = textOf(tree.nodeAt(part) as Interpolation, semantics);
    if (known.text === undefined) return unknownPart(text, known.reason);
    text += known.text;
  }
  // A line of a script is no path.
  return /[\s"'$;]/.test(text) ? undefined : { path: text, by: "literal" };
}

function textOf(
  part: Interpolation,
  semantics: Semantics,
): { readonly text?: string; readonly reason: string } {
  const folded = semantics.fold(part.expression);
  if (!folded.known) return { reason: describeUnknown(part.expression, folded.reason) };
  const { value } = folded;
  if (value.type === "string") return { text: value.value, reason: "" };
  if (value.type === "path") return { reason: "a path inside of a path" };
  return { reason: describeUnknown(part.expression, `it is a ${value.type}`) };
}

/** Goes up through `+` from a path on the left: `./. + "/hosts" + "/${name}"`. */
function followSum(node: Expression, start: Start, semantics: Semantics): WrittenPath {
  let whole = node;
  let { path, by, reason } = start;
  let knownFolder = start.knownFolder;
  for (;;) {
    const outer = parenthesesAround(whole);
    const { parent } = outer;
    if (!parent?.is("binary_expression") || parent.operator !== "+") break;
    if (withoutParentheses(parent.left).row !== whole.row) break;
    const added = semantics.fold(parent.right);
    whole = parent;
    if (path === undefined) continue;
    if (added.known && added.value.type === "string") {
      path += added.value.value;
      by = "value";
    } else {
      const why = added.known ? `it is a ${added.value.type}` : added.reason;
      const partial = unknownPart(path, describeUnknown(parent.right, why));
      ({ reason, knownFolder } = partial);
      path = undefined;
    }
  }
  return {
    node: whole,
    by,
    ...(path === undefined ? {} : { path }),
    ...(reason === undefined ? {} : { reason }),
    ...(knownFolder === undefined ? {} : { knownFolder }),
  };
}

function unknownPart(text: string, reason: string | undefined): Start {
  const folder = text.slice(0, text.lastIndexOf("/") + 1);
  return {
    by: "value",
    reason: reason ?? "a part of the path is not known",
    ...(folder === "" ? {} : { knownFolder: folder }),
  };
}

const LONGEST_QUOTE = 40;

function describeUnknown(node: Expression, reason: string): string {
  const text = node.text.replace(/\s+/g, " ");
  const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return `\`${shown}\` is not known here: ${reason}`;
}

function isSelf(node: AnyNode, semantics: Semantics): boolean {
  const origin = semantics.originOf(node);
  return origin === "self" || origin === "inputs.self";
}

function parenthesesAround(node: Expression): AnyNode {
  let outer: AnyNode = node;
  while (outer.parent?.is("parenthesized_expression")) outer = outer.parent;
  return outer;
}

/** A string without anything computed in it. */
export function plainString(node: Expression): string | undefined {
  const inner = withoutParentheses(node);
  return inner.kind === "string_expression" || inner.kind === "indented_string_expression"
    ? constantString(inner.tree, inner.row)
    : undefined;
}
