import { type Folded } from "./fold-value.ts";
/** Keeps folding within bounds. */
export interface FoldLimits {
    /** Answers a question, or a part of the one that is being answered. Never throws for want of bounds at the top. */
    ask(answer: () => Folded): Folded;
    /** Answers a part one level further down. */
    descend<T>(answer: () => T): T;
    /** Counts work. */
    spend(steps: number): void;
    /** A value that is worked out when first looked at, within the bounds of whoever looks. */
    lazy(answer: () => Folded): Folded;
    /** The answer itself, worked out, where it was put off. */
    settle(folded: Folded): Folded;
}
/** Bounds for one folder. */
export declare function createFoldLimits(): FoldLimits;
