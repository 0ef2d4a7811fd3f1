import type { AnyNode, Expression } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import type { Condition } from "./definition.ts";

/** What has been met on the way down to a value. */
export interface State {
  readonly path: readonly string[];
  readonly priority: number;
  readonly isEphemeral?: true;
  readonly conditions: readonly Condition[];
  readonly name: Span;
  readonly site: AnyNode;
  readonly depth: number;
  readonly hops: number;
}

/** The state below a condition. */
export function under(state: State, kind: Condition["kind"], node: Expression): State {
  return { ...state, conditions: [...state.conditions, { kind, node }] };
}
