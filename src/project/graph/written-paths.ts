import { stringParts, type Semantics } from "../../semantics/index.ts";
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

const DOLLAR = 0x24;
const BRACE = 0x7b;

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
    // Most strings begin with text, and cost no more than this look.
    const at = tree.startOf(row);
    if (tree.source.bytes[at + 1] !== DOLLAR || tree.source.bytes[at + 2] !== BRACE) continue;
    const start = readSelfString(row, semantics);
    if (start) add(tree.nodeAt(row) as Expression, start);
  }
  for (const row of tree.rowsOfKind(Kind.binary_expression)) {
    const leftKind = tree.kindOf(row + 1);
    if (leftKind !== Kind.variable_expression && leftKind !== Kind.select_expression) continue;
    const node = tree.nodeAt(row) as Expression;
    if (node.kind !== "binary_expression" || node.operator !== "+") continue;
    const { left, right } = node;
    if (withoutParentheses(right).kind !== "string_expression") continue;
    const path = basePath(left, semantics);
    if (path !== undefined) add(left, { path, by: path === "self:" ? "literal" : "value" });
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

/** How far a path is followed through the names that stand for it. */
const MOST_NAMES = 8;

/** What a path begins with: `self`, a path, a text that begins with one of them, or a name for any of these. */
function basePath(node: Expression, semantics: Semantics, depth = 0): string | undefined {
  const inner = withoutParentheses(node);
  if (depth > MOST_NAMES) return undefined;
  switch (inner.kind) {
    case "path_expression":
      return readPath(inner, semantics).path;
    case "select_expression":
      return isSelf(inner, semantics) ? "self:" : undefined;
    case "variable_expression": {
      if (isSelf(inner, semantics)) return "self:";
      const resolution = semantics.resolve(inner);
      const value = resolution?.kind === "bound" ? resolution.binding.value : undefined;
      return value && basePath(value, semantics, depth + 1);
    }
    case "string_expression": {
      const [first, ...rest] = stringParts(inner.tree, inner.row);
      if (typeof first !== "number" || rest.some((part) => typeof part !== "string"))
        return undefined;
      const base = (inner.tree.nodeAt(first) as Interpolation).expression;
      const start = basePath(base, semantics, depth + 1);
      return start && start + rest.join("");
    }
    case "binary_expression": {
      if (inner.operator !== "+") return undefined;
      const start = basePath(inner.left, semantics, depth + 1);
      const added = start === undefined ? undefined : semantics.fold(inner.right);
      return added?.known && added.value.type === "string" ? start + added.value.value : undefined;
    }
    default:
      return undefined;
  }
}

/** `"${self}/x"`, `"${inputs.self}/x"`, `"${modules}/x"` for a name of one of them. */
function readSelfString(row: number, semantics: Semantics): Start | undefined {
  const { tree } = semantics;
  const [first, ...rest] = stringParts(tree, row);
  if (typeof first !== "number") return undefined;
  // By itself it is what it holds, and that has a place of its own.
  if (rest.length === 0) return undefined;
  const base = (tree.nodeAt(first) as Interpolation).expression;
  let text = basePath(base, semantics);
  if (text === undefined) return undefined;
  for (const part of rest) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const known = textOf(tree.nodeAt(part) as Interpolation, semantics);
    if (known.text === undefined) return unknownPart(text, known.reason);
    text += known.text;
  }
  // A line of a script is no path, nor is what a mount or a pattern makes of one.
  const [next] = rest;
  const isPath = typeof next !== "string" || next.startsWith("/");
  return !isPath || /[\s"'$;:*?,=]/.test(text.replace(/^self:/, ""))
    ? undefined
    : { path: text, by: "literal" };
}

function textOf(
  part: Interpolation,
  semantics: Semantics,
): { readonly text?: string; readonly reason: string } {
  const folded = semantics.fold(part.expression);
  const ownName = folded.known ? undefined : folderName(part.expression, semantics);
  if (ownName) return { text: ownName, reason: "" };
  if (!folded.known) return { reason: describeUnknown(part.expression, folded.reason) };
  const { value } = folded;
  if (value.type === "string") return { text: value.value, reason: "" };
  if (value.type === "path") return { reason: "a path inside of a path" };
  return { reason: describeUnknown(part.expression, `it is a ${value.type}`) };
}

/** Stands for the name of the folder that the file lies in. */
export const ownFolderName = "<folder>";

/** `baseNameOf (toString ./.)`, by whatever name. */
function folderName(node: Expression, semantics: Semantics): string | undefined {
  let inner = withoutParentheses(node);
  if (inner.kind === "variable_expression") {
    const resolution = semantics.resolve(inner);
    const value = resolution?.kind === "bound" ? resolution.binding.value : undefined;
    if (!value) return undefined;
    inner = withoutParentheses(value);
  }
  if (inner.kind !== "apply_expression") return undefined;
  if (semantics.originOf(inner.function) !== "builtins.baseNameOf") return undefined;
  let argument = withoutParentheses(inner.argument);
  if (argument.kind === "apply_expression") {
    if (semantics.originOf(argument.function) !== "builtins.toString") return undefined;
    argument = withoutParentheses(argument.argument);
  }
  return argument.kind === "path_expression" && argument.text === "./." ? ownFolderName : undefined;
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
