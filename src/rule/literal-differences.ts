import type { CodeFamily, OpenFile, Project } from "../project/index.ts";
import type { AnyNode } from "../syntax/index.ts";
import { staticPathOf } from "./syntax-help.ts";

/** More blocks than this are not compared literal by literal. */
const MOST_COMPARED = 50;

/**
 * What the literals are called in which blocks differ that are alike otherwise: by the attribute that each is the value of.
 * Undefined where they are more than `most`, or none, or where the blocks are not alike after all.
 */
export function differingLiterals(
  places: CodeFamily["places"],
  project: Project,
  most: number,
): readonly string[] | undefined {
  let first: readonly Literal[] | undefined;
  // By position: the texts in one block after the other.
  const columns: string[][] = [];
  for (const place of places.slice(0, MOST_COMPARED)) {
    const file = project.open(place.path);
    if (!file) return undefined;
    const literals = literalsIn(file, place);
    first ??= literals;
    // Another text than when it was hashed.
    if (literals.length !== first.length) return undefined;
    for (const [index, { text }] of literals.entries()) (columns[index] ??= []).push(text);
  }
  const names = new Map<string, string>();
  for (const [index, column] of columns.entries()) {
    if (new Set(column).size === 1) continue;
    const key = JSON.stringify(column);
    // Two literals that always change together are one parameter.
    if (!names.has(key)) names.set(key, first?.[index]?.name ?? "a literal");
  }
  return names.size === 0 || names.size > most ? undefined : [...new Set(names.values())];
}

interface Literal {
  readonly text: string;
  /** The attribute that it is the value of, or stands in. */
  readonly name: string | undefined;
}

const literalKinds = [
  "string_fragment",
  "escape_sequence",
  "integer_expression",
  "float_expression",
  "uri_expression",
  "path_fragment",
  "spath_expression",
] as const;

const literalsOfFile = new WeakMap<OpenFile, readonly AnyNode[]>();

function literalsIn(
  file: OpenFile,
  place: { readonly start: number; readonly end: number },
): readonly Literal[] {
  let all = literalsOfFile.get(file);
  if (!all) {
    all = literalKinds
      .flatMap((kind): AnyNode[] => file.tree.nodesOfKind(kind))
      .toSorted((a, b) => a.row - b.row);
    literalsOfFile.set(file, all);
  }
  const found: Literal[] = [];
  for (let index = firstFrom(all, place.start); index < all.length; index++) {
    const node = all[index];
    if (!node || node.end > place.end) break;
    found.push({ text: node.text, name: nameOf(node, place.start) });
  }
  return found;
}

function firstFrom(nodes: readonly AnyNode[], start: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((nodes[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nameOf(literal: AnyNode, start: number): string | undefined {
  for (const node of literal.ancestors()) {
    if (node.start < start) return undefined;
    if (node.is("attrpath")) return "a name";
    const path = node.is("binding") ? staticPathOf(node.attrpath) : undefined;
    if (path) return `\`${path.join(".")}\``;
  }
  return undefined;
}
