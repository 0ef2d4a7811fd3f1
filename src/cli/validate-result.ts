import type { AllowedError, Config } from "../config/index.ts";
import type {
  AuditResult,
  Diagnostic,
  FixSafety,
  Severity,
  SuppressedDiagnostic,
  ValidationResult,
} from "../diagnostic/index.ts";
import {
  createFileRedactor,
  judgeSettings,
  placeFindings,
  runEvaluationRules,
  withOwnFingerprint,
  type PlacedDraft,
} from "../engine/index.ts";
import { rules } from "../index.ts";
import type { ValidationOutcome } from "../nix/index.ts";
import type { OpenFile } from "../project/index.ts";

/** Joins the static audit with what Nix said: what both say is one finding, which knows its hosts. */
export function joinResults(
  outcome: ValidationOutcome,
  audited: AuditResult,
  context: {
    readonly config: Config;
    readonly open: (path: string) => OpenFile | undefined;
    readonly lineHashes: boolean;
    /** The day by which allowed errors are judged: `2026-11-20`. */
    readonly today: string;
  },
): ValidationResult {
  const { config, today } = context;
  const evaluated = runEvaluationRules(rules, outcome.evaluation, config);
  const failures = [...audited.failures, ...evaluated.failures];
  const drafts: PlacedDraft[] = [...evaluated.drafts];
  for (const { host, place, settings } of outcome.settings) {
    const judged = judgeSettings({ name: host, place }, settings, rules, config);
    drafts.push(...judged.drafts);
    failures.push(...judged.failures);
  }
  const placed = placeFindings(unite(drafts), {
    ...context,
    redactedOf: createFileRedactor(rules, config),
  });
  const findings = [...audited.findings];
  const suppressed: SuppressedDiagnostic[] = [...audited.suppressed];
  const taken = new Set(
    [...audited.findings, ...suppressed.map(({ diagnostic }) => diagnostic)].map(
      ({ fingerprint }) => fingerprint,
    ),
  );
  const known = new Map(audited.findings.map((found, index) => [keyOf(found), index]));
  const silenced = new Set(audited.suppressed.map(({ diagnostic }) => keyOf(diagnostic)));
  for (const found of placed.findings) {
    const index = known.get(keyOf(found));
    const same = index === undefined ? undefined : findings[index];
    if (index !== undefined && same) {
      findings[index] = {
        ...same,
        hosts: [...new Set([...same.hosts, ...found.hosts])].toSorted(),
      };
      continue;
    }
    if (silenced.has(keyOf(found))) continue;
    const own = withOwnFingerprint(found, taken);
    const allowed = allowing(own, config.data.allowed ?? [], today);
    if (allowed) suppressed.push({ diagnostic: own, by: "allowed", reason: allowed.reason });
    else findings.push(own);
  }
  for (const each of placed.suppressed)
    suppressed.push({ ...each, diagnostic: withOwnFingerprint(each.diagnostic, taken) });
  findings.sort(byPlace);
  return {
    stages: outcome.stages,
    findings,
    suppressed,
    skipped: audited.skipped,
    failures,
    summary: summarize(audited, findings, suppressed),
  };
}

/** One finding for what is the same on several hosts. */
function unite(drafts: readonly PlacedDraft[]): readonly PlacedDraft[] {
  const byKey = new Map<string, PlacedDraft>();
  for (const draft of drafts) {
    const { rule, path, span, message } = draft;
    const key = JSON.stringify([rule.id, path, span.start, message]);
    const same = byKey.get(key);
    byKey.set(
      key,
      same ? { ...same, hosts: [...new Set([...same.hosts, ...draft.hosts])] } : draft,
    );
  }
  return [...byKey.values()];
}

function keyOf({ ruleId, path, startLine }: Diagnostic): string {
  return `${ruleId} ${path} ${startLine}`;
}

/** What allows a finding of Nix's, where something does. An allowance that has run out allows nothing. */
export function allowing(
  found: Pick<Diagnostic, "ruleId" | "message" | "hosts">,
  allowed: readonly AllowedError[],
  today: string,
): AllowedError | undefined {
  return allowed.find(
    ({ message, host, rule, expires }) =>
      (rule === undefined || rule === found.ruleId) &&
      // One that is known of one host is news on another.
      (host === undefined || found.hosts.every((name) => name === host)) &&
      (expires === undefined || expires.slice(0, 10) >= today) &&
      matches(message, found.message),
  );
}

/** Whether a text holds a pattern in which `*` stands for any text. Linear in both. */
function matches(pattern: string, text: string): boolean {
  let from = 0;
  for (const piece of pattern.split("*")) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return true;
}

function summarize(
  audited: AuditResult,
  findings: readonly Diagnostic[],
  suppressed: readonly SuppressedDiagnostic[],
): AuditResult["summary"] {
  const count = (severity: Severity): number =>
    findings.filter((found) => found.severity === severity).length;
  const fixable = (safety: FixSafety): number =>
    findings.filter(({ fix }) => fix?.safety === safety).length;
  return {
    ...audited.summary,
    findings: { error: count("error"), warning: count("warning"), info: count("info") },
    suppressed: suppressed.length,
    fixable: { safe: fixable("safe"), unsafe: fixable("unsafe") },
  };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return (
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0)
  );
}

/** The result of an audit that did not run, over so many files that Nix may look at. */
export function withoutAudit(files: number): AuditResult {
  return {
    findings: [],
    suppressed: [],
    skipped: [],
    failures: [],
    summary: {
      files,
      bytes: 0,
      findings: { error: 0, warning: 0, info: 0 },
      suppressed: 0,
      skipped: 0,
      fixable: { safe: 0, unsafe: 0 },
    },
  };
}
