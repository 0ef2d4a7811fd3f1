import type { Attribute, Expression, Identifier } from "../syntax/index.ts";
import type { AttributeEntry, AttributeSet } from "./attribute-tree.ts";
import { constantKey } from "./constant-key.ts";
import type { Frame } from "./fold-frame.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { foldStringParts } from "./fold-literal.ts";
import { foldAttribute } from "./fold-select.ts";
import {
  expectType,
  failure,
  setValue,
  unknown,
  type Folded,
  type Unknown,
  type Value,
} from "./fold-value.ts";
import type { Semantics } from "./semantics.ts";

type Text = { readonly known: true; readonly value: Extract<Value, { type: "string" }> } | Unknown;

/** Folds sets and what stands in them. */
export interface SetFolder {
  foldSet(set: AttributeSet, frame: Frame): Folded;
  foldEntry(entry: AttributeEntry, frame: Frame): Folded;
  /** The name that an attribute of a path stands for. */
  foldKey(attribute: Attribute, frame: Frame): Text;
}

/** See {@link SetFolder}. */
export function createSetFolder(
  { tree }: Semantics,
  limits: FoldLimits,
  fold: (node: Expression, frame: Frame) => Folded,
  foldName: (node: Identifier, name: string, frame: Frame) => Folded,
  path?: string,
): SetFolder {
  /** In a world an attribute remembers where it is named. */
  function lazyEntry(entry: AttributeEntry, nameRow: number, frame: Frame): Folded {
    const folded = limits.lazy(() => foldEntry(entry, frame));
    if (limits.world && path !== undefined) {
      const span = { start: tree.startOf(nameRow), end: tree.endOf(nameRow) };
      limits.world.mark(folded, { path, span });
    }
    return folded;
  }

  function foldSet(set: AttributeSet, frame: Frame): Folded {
    if (set.isRecursive && set.attributes.has("__overrides"))
      return unknown("a `rec` set with `__overrides`");
    limits.spend(set.attributes.size >>> 3);
    const attributes = new Map<string, Folded>();
    for (const [key, entry] of set.attributes) {
      attributes.set(key, lazyEntry(entry, entry.nameRow, frame));
    }
    let isComplete = true;
    const gaps: Unknown[] = [];
    for (const { keyRow, entry } of set.computed) {
      const key = foldComputedKey(tree.nodeAt(keyRow) as Attribute, frame);
      if (!key.known) {
        if (key.fails) return key;
        isComplete = false;
        if (limits.world) gaps.push(unknown(key.reason));
        continue;
      }
      // Nix leaves out attributes whose key is null.
      if (key.value.type === "null") continue;
      const name = expectType(key, "string");
      if (!name.known) return name;
      if (attributes.has(name.value.value))
        return failure(`attribute \`${name.value.value}\` is defined twice`);
      attributes.set(name.value.value, lazyEntry(entry, keyRow, frame));
    }
    return setValue(attributes, isComplete, gaps);
  }

  function foldEntry(entry: AttributeEntry, frame: Frame): Folded {
    const { source, nameRow, set } = entry;
    if (set) {
      const folded = frame.answers.get(nameRow) ?? foldSet(set, frame);
      frame.answers.set(nameRow, folded);
      return folded;
    }
    switch (source.kind) {
      case "value":
        return fold(tree.nodeAt(source.row) as Expression, frame);
      case "inherit-from": {
        const key = constantKey(tree, nameRow);
        if (key === undefined) return unknown("a computed name");
        return foldAttribute(fold(tree.nodeAt(source.row) as Expression, frame), key, limits);
      }
      default: {
        const name = constantKey(tree, nameRow);
        return name === undefined
          ? unknown("a computed name")
          : foldName(tree.nodeAt(nameRow) as Identifier, name, frame);
      }
    }
  }

  function foldComputedKey(attribute: Attribute, frame: Frame): Folded {
    return attribute.is("interpolation")
      ? fold(attribute.expression, frame)
      : foldStringParts(tree, attribute.row, limits, (part) => fold(part, frame));
  }

  function foldKey(attribute: Attribute, frame: Frame): Text {
    const constant = constantKey(tree, attribute.row);
    if (constant !== undefined) return { known: true, value: { type: "string", value: constant } };
    return expectType(foldComputedKey(attribute, frame), "string");
  }

  return { foldSet, foldEntry, foldKey };
}
