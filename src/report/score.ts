import {
  categories,
  type Category,
  type Confidence,
  type Diagnostic,
  type Severity,
} from "../diagnostic/index.ts";

/** What of a finding decides the score. */
export type ScoredFinding = Pick<Diagnostic, "ruleId" | "category" | "severity" | "confidence">;

/** The score of one category, as if there were no other. */
export interface CategoryScore {
  readonly category: Category;
  /** 0 to 100. */
  readonly score: number;
  readonly findings: number;
  /** What it takes off, in points of penalty: how much of the whole is due to it. */
  readonly penalty: number;
}

/** How good a tree is. docs/score.md says it in words. */
export interface Score {
  /** 0 to 100, whole; 100 only when nothing was found. */
  readonly total: number;
  /** Every category, in the order of the catalogue. */
  readonly categories: readonly CategoryScore[];
  /** Whether the total is held down by a sure error. */
  readonly isCapped: boolean;
}

/** Hundredths of a point of penalty in a tree of a thousand lines, and tenths of them: products are whole numbers, and add up exactly. */
const severityWeights: Readonly<Record<Severity, number>> = { error: 100, warning: 30, info: 5 };
const confidenceWeights: Readonly<Record<Confidence, number>> = { high: 10, medium: 6, low: 3 };
/** Of these weights in a point. */
const POINT = 100;

/** One rule takes off no more than this, however often it fires: a habit is one problem, not a hundred. */
const MOST_PER_RULE = 12;
/** So many points of penalty halve the score. */
const HALVING = 40;
/** The most that a tree with an error of high confidence gets, however large it is. */
const MOST_WITH_ERROR = 89;
/** The size of a tree is counted in thousands of lines of 32 bytes, the average of Nix code. */
const UNIT = 32_000;

/**
 * The score of a tree: a pure function of what was found and of the size of what was audited, in bytes. Of two results
 * over the same tree, the one with fewer findings never has the lower score.
 */
export function scoreOf(findings: readonly ScoredFinding[], bytes: number): Score {
  const size = Math.max(bytes / UNIT, 1);
  const weights = new Map<Category, Map<string, number>>();
  const counts = new Map<Category, number>();
  for (const { ruleId, category, severity, confidence } of findings) {
    const rules = weights.get(category) ?? new Map<string, number>();
    weights.set(category, rules);
    const weight = severityWeights[severity] * confidenceWeights[confidence];
    rules.set(ruleId, (rules.get(ruleId) ?? 0) + weight);
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const scores = categories.map((category): CategoryScore => {
    // Always in the same order: then no rounding makes a sum larger when a part of it gets smaller.
    const rules = [...(weights.get(category) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const penalty = rules.reduce(
      (sum, [, weight]) => sum + Math.min(weight / POINT / size, MOST_PER_RULE),
      0,
    );
    return { category, score: fromPenalty(penalty), findings: counts.get(category) ?? 0, penalty };
  });
  const total = fromPenalty(scores.reduce((sum, { penalty }) => sum + penalty, 0));
  const hasSureError = findings.some(
    ({ severity, confidence }) => severity === "error" && confidence === "high",
  );
  const isCapped = hasSureError && total > MOST_WITH_ERROR;
  return { total: isCapped ? MOST_WITH_ERROR : total, categories: scores, isCapped };
}

/** Rounded down, so that nothing but a clean tree has 100. */
function fromPenalty(penalty: number): number {
  if (penalty === 0) return 100;
  return Math.min(99, Math.floor(100 * 2 ** (-penalty / HALVING)));
}
