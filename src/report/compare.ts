import {
  categories,
  confidences,
  severities,
  type Category,
  type Diagnostic,
} from "../diagnostic/index.ts";
import { scoreOf } from "./score.ts";

/** What a comparison needs of a finding of `--format json`. */
export type ComparedFinding = Pick<
  Diagnostic,
  | "ruleId"
  | "category"
  | "severity"
  | "confidence"
  | "message"
  | "path"
  | "startLine"
  | "startColumn"
  | "fingerprint"
>;

/** A result read back. */
export interface ComparedResult {
  /** What is there: open findings, and those that only a baseline hides. */
  readonly findings: readonly ComparedFinding[];
  readonly bytes: number;
  /** Whether nixaudit itself failed: then what is missing may not be fixed. */
  readonly isIncomplete: boolean;
}

/** What happened from one result to another. Each list is in the order of paths and places. */
export interface Comparison {
  readonly added: readonly ComparedFinding[];
  readonly fixed: readonly ComparedFinding[];
  readonly unchanged: readonly ComparedFinding[];
  readonly score: { readonly before: number; readonly after: number };
  /** Categories whose own score is another one. */
  readonly categories: readonly {
    readonly category: Category;
    readonly before: number;
    readonly after: number;
  }[];
  readonly isIncomplete: boolean;
}

/** Reads a report of `--format json`; says why it is none, a clause. Never throws. */
export function parseResult(
  text: string,
):
  | { readonly ok: true; readonly result: ComparedResult }
  | { readonly ok: false; readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: "it is not valid JSON" };
  }
  const report: Readonly<Record<string, unknown>> = Object(value);
  if (!Array.isArray(report["findings"]))
    return { ok: false, problem: "it is not what `nixaudit --format json` writes" };
  if (report["version"] !== 1)
    return { ok: false, problem: "its `version` is not 1: it is of another release" };
  const suppressed: readonly unknown[] = Array.isArray(report["suppressed"])
    ? report["suppressed"]
    : [];
  const known = suppressed.filter((finding) => Object(finding).suppressedBy === "baseline");
  const open: readonly unknown[] = report["findings"];
  const findings: ComparedFinding[] = [];
  for (const [index, item] of [...open, ...known].entries()) {
    const finding = readFinding(item);
    if (finding === undefined)
      return { ok: false, problem: `finding ${index + 1} lacks what a finding has` };
    findings.push(finding);
  }
  const { bytes, failures }: Readonly<Record<string, unknown>> = Object(report["summary"]);
  if (typeof bytes !== "number") return { ok: false, problem: "its `summary` has no `bytes`" };
  return { ok: true, result: { findings, bytes, isIncomplete: Number(failures ?? 0) > 0 } };
}

/** Compares two results of the same tree. Findings are the same when their fingerprints are. */
export function compareResults(before: ComparedResult, after: ComparedResult): Comparison {
  const old = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  const now = new Set(after.findings.map(({ fingerprint }) => fingerprint));
  const scores = [before, after].map(({ findings, bytes }) => scoreOf(findings, bytes));
  const [first, second] = scores;
  return {
    added: inOrder(after.findings.filter(({ fingerprint }) => !old.has(fingerprint))),
    fixed: inOrder(before.findings.filter(({ fingerprint }) => !now.has(fingerprint))),
    unchanged: inOrder(after.findings.filter(({ fingerprint }) => old.has(fingerprint))),
    score: { before: first?.total ?? 0, after: second?.total ?? 0 },
    categories: categories
      .map((category, index) => ({
        category,
        before: first?.categories[index]?.score ?? 0,
        after: second?.categories[index]?.score ?? 0,
      }))
      .filter((change) => change.before !== change.after),
    isIncomplete: before.isIncomplete || after.isIncomplete,
  };
}

function inOrder(findings: readonly ComparedFinding[]): readonly ComparedFinding[] {
  return findings.toSorted(
    (a, b) =>
      (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
      a.startLine - b.startLine ||
      a.startColumn - b.startColumn,
  );
}

function readFinding(value: unknown): ComparedFinding | undefined {
  const item: Readonly<Record<string, unknown>> = Object(value);
  const { ruleId, message, path, startLine, startColumn, fingerprint } = item;
  const category = categories.find((known) => known === item["category"]);
  const severity = severities.find((known) => known === item["severity"]);
  const confidence = confidences.find((known) => known === item["confidence"]);
  if (category === undefined || severity === undefined || confidence === undefined)
    return undefined;
  if (typeof ruleId !== "string" || typeof message !== "string" || typeof path !== "string")
    return undefined;
  if (typeof startLine !== "number" || typeof startColumn !== "number") return undefined;
  if (typeof fingerprint !== "string") return undefined;
  return {
    ruleId,
    category,
    severity,
    confidence,
    message,
    path,
    startLine,
    startColumn,
    fingerprint,
  };
}
