import { constantKey, type Semantics } from "../semantics/index.ts";
import type { AnyNode, Attribute, Expression } from "../syntax/index.ts";

/** What names of a file lead to. */
export interface LocalNames {
  /** What a name is bound to, unless that leads back to the name. */
  valueOf(name: AnyNode): Expression | undefined;
  /** `a` of a name that is bound to `{ a = …; }`. */
  memberOf(node: Expression, key: string): Expression | undefined;
  /** `*` where it is computed. */
  keyOf(attribute: Attribute): string;
}

/** Follows the names of one file by one step. */
export function createLocalNames(semantics: Semantics): LocalNames {
  const names: LocalNames = {
    valueOf(name) {
      const resolution = semantics.resolve(name);
      const value = resolution?.kind === "bound" ? resolution.binding.value : undefined;
      return value?.encloses(name) ? undefined : value;
    },
    memberOf(node, key) {
      const set = node.is("variable_expression") ? names.valueOf(node) : undefined;
      if (!set?.is("attrset_expression", "rec_attrset_expression")) return undefined;
      const entry = set.bindingSet?.bindings.find((binding) => {
        const attributes = binding.is("binding") ? binding.attrpath.attrs : [];
        return attributes.length === 1 && attributes.map(names.keyOf)[0] === key;
      });
      return entry?.is("binding") ? entry.expression : undefined;
    },
    keyOf: (attribute) => constantKey(semantics.tree, attribute.row) ?? "*",
  };
  return names;
}
