import { failure, unknown, type Folded, type Unknown, type Value } from "./fold-value.ts";
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

/** A class, since one is made for every element and attribute. */
class LazyFolded {
  #answer: (() => Folded) | undefined;
  #folded: Folded | undefined;
  #isRunning = false;
  readonly #limits: FoldLimits;

  constructor(answer: () => Folded, limits: FoldLimits) {
    this.#answer = answer;
    this.#limits = limits;
  }

  look(): Folded {
    if (this.#folded) return this.#folded;
    const answer = this.#answer;
    if (this.#isRunning || !answer) return selfReference;
    this.#isRunning = true;
    try {
      const limits = this.#limits;
      this.#folded = limits.ask(() => limits.descend(() => limits.settle(answer())));
      this.#answer = undefined;
      return this.#folded;
    } finally {
      this.#isRunning = false;
    }
  }

  get known(): boolean {
    return this.look().known;
  }

  get value(): Value | undefined {
    const found = this.look();
    return found.known ? found.value : undefined;
  }

  get reason(): string | undefined {
    return this.#unknown?.reason;
  }

  get fails(): boolean | undefined {
    return this.#unknown?.fails;
  }

  get origin(): string | undefined {
    return this.#unknown?.origin;
  }

  get call(): Unknown["call"] {
    return this.#unknown?.call;
  }

  get part(): Unknown["part"] {
    return this.#unknown?.part;
  }

  get alternatives(): Unknown["alternatives"] {
    return this.#unknown?.alternatives;
  }

  get #unknown(): Unknown | undefined {
    const found = this.look();
    return found.known ? undefined : found;
  }
}

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
    lazy: (answer) => new LazyFolded(answer, limits) as Folded,
    settle: (folded) => (folded instanceof LazyFolded ? folded.look() : folded),
  };
  return limits;
}
