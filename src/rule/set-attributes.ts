import { constantKey } from "../semantics/index.ts";
import type {
  AnyAttrset,
  Attribute,
  AttributeBinding,
  Expression,
  Inherit,
  InheritFrom,
} from "../syntax/index.ts";

/** One definition in a literal set; an attribute may have several (`meta.a = 1; meta.b = 2;`). */
export interface SetAttribute {
  /** The first key. */
  readonly name: string;
  /** The keys after it: `["a"]` for `meta.a = 1;`. `undefined` for a computed one. */
  readonly below: readonly (string | undefined)[];
  /** What spells the first key. */
  readonly nameNode: Attribute;
  readonly definition: AttributeBinding | Inherit | InheritFrom;
  /** What stands behind the `=`, whole path taken together; none for an `inherit`. */
  readonly value: Expression | undefined;
}

/** What a literal set defines, in source order. Attributes whose first key is computed are left out. */
export function attributesOf(set: AnyAttrset): readonly SetAttribute[] {
  const { tree } = set;
  return (set.bindingSet?.bindings ?? []).flatMap((definition): SetAttribute[] => {
    if (definition.kind === "binding") {
      const [nameNode, ...rest] = definition.attrpath.attrs;
      const name = nameNode && constantKey(tree, nameNode.row);
      if (nameNode === undefined || name === undefined) return [];
      const below = rest.map((attribute) => constantKey(tree, attribute.row));
      return [{ name, below, nameNode, definition, value: definition.expression }];
    }
    return (definition.attrs?.attrs ?? []).flatMap((nameNode): SetAttribute[] => {
      const name = constantKey(tree, nameNode.row);
      return name === undefined
        ? []
        : [{ name, below: [], nameNode, definition, value: undefined }];
    });
  });
}

/** The first definition of an attribute. */
export function attributeOf(set: AnyAttrset, name: string): SetAttribute | undefined {
  return attributesOf(set).find((attribute) => attribute.name === name);
}

/** The value of an attribute that one `name = value;` defines. */
export function valueOf(set: AnyAttrset, name: string): Expression | undefined {
  const attribute = attributeOf(set, name);
  return attribute?.below.length === 0 ? attribute.value : undefined;
}

/** Whether a first key of the set is computed, so that it may define any attribute. */
export function hasComputedKey(set: AnyAttrset): boolean {
  return (set.bindingSet?.bindings ?? []).some((definition) => {
    const first = definition.kind === "binding" ? definition.attrpath.attrs[0] : undefined;
    return first !== undefined && constantKey(set.tree, first.row) === undefined;
  });
}
