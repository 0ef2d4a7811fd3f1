import type { AuditResult } from "../diagnostic/index.ts";
import type { RuleTimes } from "../engine/index.ts";

/** `--stats`: findings a rule, most first. */
export function renderStats({ findings, summary }: AuditResult): string {
  const counts = new Map<string, number>();
  for (const { ruleId } of findings) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  const rows = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const lines = rows.map(([id, count]) => `${String(count).padStart(7)}  ${id}`);
  const size = (summary.bytes / 1_000_000).toFixed(1);
  const title = `findings by rule (${summary.files} files, ${size} MB)`;
  return ["", title, ...lines, ...textFileLines(summary), ""].join("\n");
}

/** What became of the files that are no Nix. */
function textFileLines({ textFiles }: AuditResult["summary"]): readonly string[] {
  if (!textFiles) return [];
  const { searched, bytes, skipped } = textFiles;
  const size = (bytes / 1_000_000).toFixed(1);
  const reasons = Object.entries(skipped)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${String(count).padStart(7)}  ${reason}, passed over`);
  return ["", `other files, searched for secrets (${searched} files, ${size} MB)`, ...reasons];
}

/** `--timing`: milliseconds a rule over all threads, slowest first. */
export function renderTiming(times: RuleTimes): string {
  const rows = [...times].toSorted(([, x], [, y]) => y - x);
  const lines = rows.map(([id, time]) => `${time.toFixed(1).padStart(9)} ms  ${id}`);
  return ["", "time by rule, all threads together", ...lines, ""].join("\n");
}
