import { failure, unknown, type Folded } from "./fold-value.ts";
import type { FoldWorld } from "./fold-world.ts";

/** How much work one question may cost, and how deep it may go. */
const STEP_LIMIT = 10_000;
const DEPTH_LIMIT = 400;

/** Thrown where a question costs too much; caught where it was asked. */
class FoldLimitError extends Error {}

/** Thrown again and again: a stack trace each time would cost more than the folding. */
const tooMuchWork = new FoldLimitError("too much to work out");
const tooDeep = new FoldLimitError("nested too deep");

/** Keeps folding within bounds. */
export interface FoldLimits {
  /** What is known beyond the file that is folded. */
  readonly world?: FoldWorld;
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

const selfReference = failure("refers to itself");

/** Bounds other than those of a single file. */
export interface FoldBounds {
  /** How much work one question may cost. */
  readonly steps: number;
  /** How much all questions together may cost. */
  readonly total: number;
  /** How deep one may go. */
  readonly depth: number;
  readonly world: FoldWorld;
}

/** Bounds for one folder, or for all that share a world. */
export function createFoldLimits(bounds?: FoldBounds): FoldLimits {
  const stepLimit = bounds?.steps ?? STEP_LIMIT;
  const depthLimit = bounds?.depth ?? DEPTH_LIMIT;
  let left = bounds?.total ?? Infinity;
  let isAsked = false;
  let steps = 0;
  let depth = 0;
  const putOff = new WeakMap<Folded, () => Folded>();

  const limits: FoldLimits = {
    ...(bounds ? { world: bounds.world } : {}),
    ask(answer) {
      if (isAsked) return answer();
      isAsked = true;
      steps = 0;
      depth = 0;
      try {
        return answer();
      } catch (error) {
        if (error instanceof FoldLimitError) return unknown(error.message);
        // What others do between two levels of a world takes stack that is not counted.
        if (bounds && error instanceof RangeError) return unknown(tooDeep.message);
        throw error;
      } finally {
        isAsked = false;
        left -= steps;
      }
    },
    descend(answer) {
      if (depth >= depthLimit) throw tooDeep;
      limits.spend(1);
      depth += 1;
      try {
        return answer();
      } finally {
        depth -= 1;
      }
    },
    spend(count) {
      // Nobody is there to be told that it was too much.
      if (!isAsked) return;
      steps += count;
      if (steps > stepLimit || steps > left) throw tooMuchWork;
    },
    lazy(answer) {
      let folded: Folded | undefined;
      let isRunning = false;
      const look = (): Folded => {
        if (folded) return folded;
        if (isRunning) return selfReference;
        isRunning = true;
        try {
          return (folded = limits.ask(() => limits.descend(() => limits.settle(answer()))));
        } finally {
          isRunning = false;
        }
      };
      const lazy = {
        get known() {
          return look().known;
        },
        get value() {
          const found = look();
          return found.known ? found.value : undefined;
        },
        get reason() {
          const found = look();
          return found.known ? undefined : found.reason;
        },
        get fails() {
          const found = look();
          return found.known ? undefined : found.fails;
        },
        get origin() {
          const found = look();
          return found.known ? undefined : found.origin;
        },
        get call() {
          const found = look();
          return found.known ? undefined : found.call;
        },
        get part() {
          const found = look();
          return found.known ? undefined : found.part;
        },
        get alternatives() {
          const found = look();
          return found.known ? undefined : found.alternatives;
        },
      } as Folded;
      putOff.set(lazy, look);
      return lazy;
    },
    settle: (folded) => putOff.get(folded)?.() ?? folded,
  };
  return limits;
}
