export { builtinNames, isGlobalName } from "./builtins.ts";
export { constantKey, constantString } from "./constant-key.ts";
export type { Folded, Value } from "./fold.ts";
export { libNames } from "./lib-names.ts";
export type { BindingKind } from "./scopes.ts";
export {
  createSemantics,
  type Binding,
  type Reference,
  type Resolution,
  type Semantics,
} from "./semantics.ts";
