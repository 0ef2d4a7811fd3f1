import type { Confidence, Diagnostic, RuleMetadata, Severity } from "../diagnostic/index.ts";
import type { Host } from "../project/index.ts";
import { countOf } from "./plain-text.ts";

/** One thing that makes a host worth looking at. */
export interface RiskReason {
  /** Points that it would give alone. */
  readonly points: number;
  /** A clause for a person, names in backticks. */
  readonly reason: string;
  readonly ruleId?: string;
}

/** How much there is to worry about on a host. docs/hosts.md says it in words. */
export interface HostRisk {
  /** 0 to 100, whole. */
  readonly score: number;
  readonly level: "low" | "medium" | "high";
  /** The heaviest first. */
  readonly reasons: readonly RiskReason[];
}

/** What decides the risk of a host. */
export interface RiskInput {
  readonly findings: readonly Pick<Diagnostic, "ruleId" | "severity" | "confidence">[];
  readonly rules: ReadonlyMap<string, Pick<RuleMetadata, "id" | "summary" | "security">>;
  /** Imports that could not be followed: what they set was not audited. */
  readonly unresolvedImports: number;
  readonly isEphemeral: boolean;
}

const POINTS_PER_SCORE = 5;
const severityShares: Readonly<Record<Severity, number>> = { error: 1, warning: 0.6, info: 0.2 };
const confidenceShares: Readonly<Record<Confidence, number>> = { high: 1, medium: 0.6, low: 0.3 };
/** What an error has that is about no attack: the host may not evaluate. */
const POINTS_OF_ERROR = 10;
const POINTS_OF_UNKNOWN = 5;

/**
 * The risk of a host, a pure function. Each rule gives points once, by its worst finding; the heaviest reason counts in full, the
 * second for a half, the third for a third, and so on: ten small things are no catastrophe.
 */
export function riskOf(input: RiskInput): HostRisk {
  const reasons = [...reasonsOfRules(input), ...reasonOfUnknown(input)].toSorted(
    (a, b) => b.points - a.points || (a.reason < b.reason ? -1 : 1),
  );
  const sum = reasons.reduce((total, { points }, index) => total + points / (index + 1), 0);
  const score = Math.min(100, Math.round(input.isEphemeral ? sum / 2 : sum));
  return { score, level: score >= 50 ? "high" : score >= 20 ? "medium" : "low", reasons };
}

function reasonsOfRules({ findings, rules }: RiskInput): readonly RiskReason[] {
  const byRule = new Map<string, { points: number; count: number; severity: Severity }>();
  for (const { ruleId, severity, confidence } of findings) {
    const score = rules.get(ruleId)?.security?.score;
    const base =
      score === undefined
        ? severity === "error"
          ? POINTS_OF_ERROR
          : 0
        : score * POINTS_PER_SCORE * severityShares[severity];
    const points = base * confidenceShares[confidence];
    const known = byRule.get(ruleId) ?? { points: 0, count: 0, severity };
    const isWorse = points > known.points;
    byRule.set(ruleId, {
      points: Math.max(points, known.points),
      count: known.count + 1,
      severity: isWorse ? severity : known.severity,
    });
  }
  return [...byRule].flatMap(([ruleId, { points, count, severity }]) => {
    const rounded = Math.round(points);
    if (rounded === 0) return [];
    const summary = rules.get(ruleId)?.summary ?? ruleId;
    const times = count === 1 ? severity : `${severity}, ${countOf(count, "time")}`;
    return [{ points: rounded, ruleId, reason: `\`${ruleId}\`: ${summary} (${times})` }];
  });
}

function reasonOfUnknown({ unresolvedImports }: RiskInput): readonly RiskReason[] {
  if (unresolvedImports === 0) return [];
  const what = countOf(unresolvedImports, "import");
  return [
    { points: POINTS_OF_UNKNOWN, reason: `${what} could not be followed, nor audited from here` },
  ];
}

/** Findings by host: those whose hosts name it. Of hosts with one name, those whose closure holds the file. */
export function findingsByHost(
  hosts: readonly Host[],
  findings: readonly Diagnostic[],
): ReadonlyMap<Host, readonly Diagnostic[]> {
  const named = new Map<string, Host[]>();
  for (const host of hosts) named.set(host.name, [...(named.get(host.name) ?? []), host]);
  const closures = new Map<Host, ReadonlySet<string>>();
  for (const group of named.values())
    if (group.length > 1) for (const host of group) closures.set(host, new Set(host.closure));
  const result = new Map<Host, Diagnostic[]>(hosts.map((host) => [host, []]));
  for (const finding of findings) {
    for (const name of new Set(finding.hosts)) {
      const group = named.get(name) ?? [];
      const holding = group.filter((host) => closures.get(host)?.has(finding.path) ?? true);
      for (const host of holding.length > 0 ? holding : group) result.get(host)?.push(finding);
    }
  }
  return result;
}
