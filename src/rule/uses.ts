import { constantKey, type Semantics } from "../semantics/index.ts";
import {
  Field,
  Kind,
  type Attribute,
  type Expression,
  type SelectExpression,
} from "../syntax/index.ts";
import type { Span } from "../text/index.ts";

/** A place where a function or value of known origin is taken. */
export interface Use {
  readonly origin: string;
  /** The shortest text that names it: a variable, the selection up to its last key, or the name in an `inherit`. */
  readonly at: Span;
  /** How it is written: `lib.mdDoc`. */
  readonly text: string;
  /**
   * `value`: the whole of `node`. `base`: attributes of it are selected further. `inherited`: a name in `inherit (x) …`.
   */
  readonly form: "value" | "base" | "inherited";
  /** The variable or selection; for `inherited` the set that it is inherited from. */
  readonly node: Expression;
  /** The last key of a selection, or the inherited name. */
  readonly key: Attribute | undefined;
}

/**
 * The places that take one of the given origins out of where it lives: selections, globals, names from a `with`, and
 * `inherit`. A name that the file itself binds is no such place, but for arguments.
 */
export function usesOf(origins: ReadonlySet<string>, semantics: Semantics): readonly Use[] {
  const { tree } = semantics;
  const names = new Set(Array.from(origins, (origin) => origin.slice(origin.lastIndexOf(".") + 1)));
  // As a rule none of the names stands in the file.
  const ids = new Set<number>();
  for (const name of names) ids.add(tree.nameIdFor(name)).add(tree.nameIdFor(`__${name}`));
  ids.delete(0);
  if (ids.size === 0) return [];
  return [...variables(), ...selections(), ...inherited()].toSorted(
    (a, b) => a.at.start - b.at.start,
  );

  function* variables(): Generator<Use> {
    const { referenceName } = semantics.table;
    for (let index = 0; index < referenceName.length; index++) {
      if (!ids.has(referenceName[index] ?? 0)) continue;
      const reference = semantics.referenceAt(index);
      if (!reference.node.is("variable_expression")) continue;
      const { name, node, resolution } = reference;
      const { parent } = node;
      const isArgument =
        resolution.kind === "bound" && ["formal", "argument"].includes(resolution.binding.kind);
      if (resolution.kind === "bound" && !isArgument) continue;
      const origin = semantics.originOf(node);
      if (origin === undefined || !origins.has(origin)) continue;
      const isBase = parent?.is("select_expression") && parent.expression === node;
      yield { origin, at: node, text: name, form: isBase ? "base" : "value", node, key: undefined };
    }
  }

  /** The selections with one of the names in their path; looked for in the table, since most have none. */
  function selectionsWithName(): SelectExpression[] {
    const found: SelectExpression[] = [];
    const rows = tree.rowsOfKind(Kind.select_expression);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] ?? 0;
      const path = tree.fieldRow(row, Field.attrpath) ?? row;
      for (let key = path + 1; key < tree.subtreeEndOf(path); key = tree.subtreeEndOf(key)) {
        const isIdentifier = tree.kindOf(key) === Kind.identifier;
        if (!isIdentifier && tree.kindOf(key) !== Kind.string_expression) continue;
        if (isIdentifier && !ids.has(tree.nameIdOf(key))) continue;
        const node = tree.nodeAt(row);
        if (node.is("select_expression")) found.push(node);
        break;
      }
    }
    return found;
  }

  function* selections(): Generator<Use> {
    for (const node of selectionsWithName()) {
      const keys = node.attrpath.attrs;
      for (const [index, key] of keys.entries()) {
        const name = constantKey(tree, key.row);
        if (name === undefined) break;
        if (!names.has(name)) continue;
        const isLast = index === keys.length - 1;
        if (isLast && node.default) break;
        const origin = isLast ? semantics.originOf(node) : originUpTo(node, index + 1);
        if (origin === undefined || !origins.has(origin)) continue;
        const at = { start: node.start, end: key.end };
        const text = tree.source.slice(at.start, at.end);
        yield { origin, at, text, form: isLast ? "value" : "base", node, key };
      }
    }
  }

  function originUpTo(
    { expression, attrpath }: SelectExpression,
    count: number,
  ): string | undefined {
    const base = semantics.originOf(expression);
    const keys = attrpath.attrs.slice(0, count).map(({ row }) => constantKey(tree, row));
    return base === undefined || keys.includes(undefined) ? undefined : [base, ...keys].join(".");
  }

  function* inherited(): Generator<Use> {
    for (const { expression: node, attrs } of tree.nodesOfKind("inherit_from")) {
      for (const key of attrs?.attrs ?? []) {
        const name = constantKey(tree, key.row);
        if (name === undefined || !names.has(name)) continue;
        const base = semantics.originOf(node);
        const origin = base === undefined ? undefined : `${base}.${name}`;
        if (origin === undefined || !origins.has(origin)) continue;
        yield { origin, at: key, text: name, form: "inherited", node, key };
      }
    }
  }
}
