import { withFindings, type AuditResult } from "../diagnostic/index.ts";

/** Raised only when a key goes or changes its meaning. */
const BASELINE_VERSION = 1;

/** A finding that is known, and not shown again: no line, no message and no source, so that nothing but a new finding changes the file. */
export interface BaselineEntry {
  /** Relative to the audited root, with forward slashes. */
  readonly path: string;
  readonly ruleId: string;
  /** As in {@link Diagnostic}: survives moved lines. */
  readonly fingerprint: string;
}

/** The entries of a baseline file, or why it is none, a clause. */
export type BaselineReading =
  | { readonly ok: true; readonly entries: readonly BaselineEntry[] }
  | { readonly ok: false; readonly problem: string };

/** Reads the text of a baseline file, as `schemas/baseline.schema.json` describes it. Never throws. */
export function parseBaseline(text: string): BaselineReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: "it is not valid JSON" };
  }
  const { version, findings } = Object(value) as Record<string, unknown>;
  if (!Array.isArray(findings)) return { ok: false, problem: "it holds no list `findings`" };
  if (version !== BASELINE_VERSION) {
    return { ok: false, problem: `its \`version\` is not ${BASELINE_VERSION}` };
  }
  const wrong = findings.findIndex((entry) => !isEntry(entry));
  if (wrong !== -1) {
    return {
      ok: false,
      problem: `entry ${wrong + 1} of \`findings\` has no \`path\`, \`ruleId\` and \`fingerprint\``,
    };
  }
  return { ok: true, entries: findings.filter(isEntry) };
}

/** The text of a baseline file: sorted, an entry a line, the same for the same entries. */
export function renderBaseline(entries: readonly BaselineEntry[]): string {
  const lines = sortEntries(entries).map(({ path, ruleId, fingerprint }) =>
    JSON.stringify({ path, ruleId, fingerprint }),
  );
  const list = lines.length === 0 ? "[]" : `[\n    ${lines.join(",\n    ")}\n  ]`;
  return `{\n  "version": ${BASELINE_VERSION},\n  "findings": ${list}\n}\n`;
}

/** What a baseline makes of a result. */
export interface BaselineOutcome {
  /** Known findings are among the suppressed ones. */
  readonly result: AuditResult;
  /** Entries that this audit would have found, and did not. */
  readonly fixed: readonly BaselineEntry[];
}

/** Suppresses the findings that are in the baseline. `isJudged` tells whether the audit could have found an entry. */
export function applyBaseline(
  result: AuditResult,
  entries: readonly BaselineEntry[],
  isJudged: (entry: BaselineEntry) => boolean,
): BaselineOutcome {
  const known = new Set(entries.map(({ fingerprint }) => fingerprint));
  const found = new Set(result.findings.map(({ fingerprint }) => fingerprint));
  const isKnown = ({ fingerprint }: { readonly fingerprint: string }): boolean =>
    known.has(fingerprint);
  const suppressed = result.findings
    .filter(isKnown)
    .map((diagnostic) => ({ diagnostic, by: "baseline" as const, reason: "" }));
  return {
    result: withFindings(
      result,
      result.findings.filter((finding) => !isKnown(finding)),
      [...result.suppressed, ...suppressed],
    ),
    fixed: entries.filter((entry) => !found.has(entry.fingerprint) && isJudged(entry)),
  };
}

/** The baseline after an audit: everything that it found, and the old entries that it could not judge. */
export function updateBaseline(
  result: AuditResult,
  entries: readonly BaselineEntry[],
  isJudged: (entry: BaselineEntry) => boolean,
): readonly BaselineEntry[] {
  const updated = new Map<string, BaselineEntry>();
  for (const { path, ruleId, fingerprint } of result.findings)
    updated.set(fingerprint, { path, ruleId, fingerprint });
  for (const entry of entries) {
    if (!updated.has(entry.fingerprint) && !isJudged(entry)) updated.set(entry.fingerprint, entry);
  }
  return sortEntries([...updated.values()]);
}

function isEntry(value: unknown): value is BaselineEntry {
  const { path, ruleId, fingerprint } = Object(value) as Record<string, unknown>;
  return (
    typeof path === "string" &&
    typeof ruleId === "string" &&
    typeof fingerprint === "string" &&
    /^[0-9a-f]{32}$/.test(fingerprint)
  );
}

function sortEntries(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  return entries.toSorted(
    (a, b) =>
      compareText(a.path, b.path) ||
      compareText(a.ruleId, b.ruleId) ||
      compareText(a.fingerprint, b.fingerprint),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
