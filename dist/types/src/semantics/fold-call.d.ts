import { type Folded } from "./fold-value.ts";
/** What a call gives. */
export declare function foldCall(callee: Folded, argument: Folded): Folded;
