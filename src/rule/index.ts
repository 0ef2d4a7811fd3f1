/** Everything that a rule may import. */
export { Type } from "typebox";
export type { Confidence, Severity } from "../diagnostic/index.ts";
export {
  builtinNames,
  constantKey,
  isGlobalName,
  libNames,
  type Binding,
  type Folded,
  type Reference,
  type Resolution,
  type Semantics,
  type Value,
} from "../semantics/index.ts";
export type * from "../syntax/index.ts";
export { holdsComment, removeItem, withSurroundingBlanks } from "./removal.ts";
export { staticPathOf, unwrapped } from "./syntax-help.ts";
export type { Edit, Span } from "../text/index.ts";
export {
  defineRule,
  type FileContext,
  type Messages,
  type OfferedFix,
  type Report,
  type Rule,
  type RuleContext,
} from "./define-rule.ts";
