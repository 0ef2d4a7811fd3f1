export type {
  AttributePiece,
  AttributePieces,
  DuplicateAttribute,
  MixedRecMerge,
} from "./attribute-pieces.ts";
export { builtinNames, isGlobalName } from "./builtins.ts";
export { constantKey } from "./constant-key.ts";
export { constantString, stringParts } from "./string-parts.ts";
export type {
  Folded,
  FunctionValue,
  Known,
  ListValue,
  SetValue,
  Unknown,
  Value,
} from "./fold-value.ts";
export { libNames } from "./lib-names.ts";
export { Unbound, type BindingKind } from "./scopes.ts";
export {
  createSemantics,
  type Binding,
  type Reference,
  type Resolution,
  type Semantics,
} from "./semantics.ts";
