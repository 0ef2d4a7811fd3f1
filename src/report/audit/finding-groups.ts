import {
  confidences,
  severities,
  type Diagnostic,
  type RuleMetadata,
} from "../../diagnostic/index.ts";
import { ruleUrl } from "../rule-url.ts";
import { scoreOf } from "../score.ts";
import {
  securityCategories,
  type Effort,
  type FindingGroup,
  type ReportedFinding,
  type Urgency,
} from "./model.ts";

const urgencies: readonly Urgency[] = ["now", "soon", "later"];

/** One group for each rule, the most urgent first. */
export function groupFindings(
  findings: readonly Diagnostic[],
  context: {
    readonly rules: readonly RuleMetadata[];
    /** Findings that count in the score beside these. */
    readonly known: readonly Diagnostic[];
    readonly bytes: number;
    readonly toolVersion: string;
    readonly homepage: string;
  },
): readonly FindingGroup[] {
  const rules = new Map(context.rules.map((rule) => [rule.id, rule]));
  const members = new Map<string, Diagnostic[]>();
  for (const finding of findings) {
    const group = members.get(finding.ruleId);
    if (group) group.push(finding);
    else members.set(finding.ruleId, [finding]);
  }
  const total = scoreOf([...findings, ...context.known], context.bytes).total;
  const groups = [...members].map(([ruleId, group]): FindingGroup => {
    const rule = rules.get(ruleId);
    const category = group[0]?.category ?? "style";
    const others = [...findings.filter((finding) => finding.ruleId !== ruleId), ...context.known];
    const safe = group.filter(({ fix }) => fix?.safety === "safe").length;
    const unsafe = group.filter(({ fix }) => fix?.safety === "unsafe").length;
    const severity = severities.find((level) => group.some((found) => found.severity === level));
    return {
      ruleId,
      summary: rule?.summary ?? "",
      category,
      severity: severity ?? "info",
      confidence:
        confidences.find((level) => group.some((found) => found.confidence === level)) ?? "low",
      ...(rule?.security === undefined ? {} : { securityScore: rule.security.score }),
      help: ruleUrl({ ruleId, category }, context),
      urgency:
        urgencies.find((level) => group.some((found) => urgencyOf(found) === level)) ?? "later",
      effort: effortOf(group),
      gain: scoreOf(others, context.bytes).total - total,
      fixable: { safe, unsafe },
      hosts: [...new Set(group.flatMap(({ hosts }) => hosts))].toSorted(),
      findings: group.map(toReported),
    };
  });
  return groups.toSorted(
    (a, b) =>
      urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      (b.securityScore ?? 0) - (a.securityScore ?? 0) ||
      b.gain - a.gain ||
      b.findings.length - a.findings.length ||
      (a.ruleId < b.ruleId ? -1 : 1),
  );
}

/** An error that is sure enough is for now; other errors and what is wrong or risky are for soon. */
function urgencyOf({ severity, confidence, category }: Diagnostic): Urgency {
  if (severity === "error") return confidence === "low" ? "soon" : "now";
  if (severity === "info") return "later";
  const isWrong = category === "correctness" || category === "syntax" || category === "evaluation";
  return isWrong || securityCategories.has(category) ? "soon" : "later";
}

/** A safe fix costs nothing, an unsafe one a look, all else a thought: three looks. */
export function effortOf(findings: readonly Pick<Diagnostic, "fix">[]): Effort {
  const looks = findings.reduce((sum, { fix }) => {
    if (fix?.safety === "safe") return sum;
    return sum + (fix?.safety === "unsafe" ? 1 : 3);
  }, 0);
  if (looks <= 9) return "S";
  return looks <= 45 ? "M" : "L";
}

function toReported(finding: Diagnostic): ReportedFinding {
  const { path, startLine, startColumn, severity, message, hosts, fingerprint, fix } = finding;
  return {
    path,
    line: startLine,
    column: startColumn,
    severity,
    message,
    hosts,
    fingerprint,
    ...(fix === undefined ? {} : { fix: { title: fix.title, safety: fix.safety } }),
  };
}
