export type {
  AttributePiece,
  AttributePieces,
  DuplicateAttribute,
  MixedRecMerge,
} from "./attribute-pieces.ts";
export { builtinNames, isGlobalName } from "./builtins.ts";
export { constantKey } from "./constant-key.ts";
export { constantString, stringParts } from "./string-parts.ts";
export { foldCall } from "./fold-call.ts";
export { compareStrings, foldLess } from "./fold-compare.ts";
export { foldFile } from "./fold-file.ts";
export { foldedBuiltins, foldedLibFunctions, type FoldedFunction } from "./fold-known-functions.ts";
export { createFoldLimits, type FoldLimits } from "./fold-limits.ts";
export { foldCoercion } from "./fold-list-functions.ts";
export { applicable } from "./fold-named.ts";
export { foldOperator } from "./fold-operators.ts";
export { foldAttribute } from "./fold-select.ts";
export { updateInWorld } from "./fold-update.ts";
export {
  booleanValue,
  expectComplete,
  expectType,
  failure,
  floatValue,
  integerValue,
  known,
  listValue,
  openSet,
  setValue,
  stringValue,
  unknown,
  withoutOrigin,
  type Folded,
  type FunctionValue,
  type Known,
  type ListValue,
  type SetValue,
  type Unknown,
  type Value,
} from "./fold-value.ts";
export { absolutePath, type FoldSite, type FoldWorld } from "./fold-world.ts";
export { canonicalOrigin } from "./origins.ts";
export { libNames } from "./lib-names.ts";
export { Unbound, type BindingKind } from "./scopes.ts";
export {
  createSemantics,
  type Binding,
  type Reference,
  type Resolution,
  type Semantics,
} from "./semantics.ts";
