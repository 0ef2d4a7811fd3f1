import type { AnyAttrset, Attribute, AttributeBinding, Expression, Inherit, InheritFrom } from "../syntax/index.ts";
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
export declare function attributesOf(set: AnyAttrset): readonly SetAttribute[];
/** The first definition of an attribute. */
export declare function attributeOf(set: AnyAttrset, name: string): SetAttribute | undefined;
/** The value of an attribute that one `name = value;` defines. */
export declare function valueOf(set: AnyAttrset, name: string): Expression | undefined;
/** Whether a first key of the set is computed, so that it may define any attribute. */
export declare function hasComputedKey(set: AnyAttrset): boolean;
