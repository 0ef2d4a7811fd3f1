import type { AuditResult } from "../diagnostic/index.ts";
import type { ChangedLines } from "../text/index.ts";
import type { AuditOptions } from "./audit-options.ts";
import { useBaseline, type BaselineRun } from "./baseline.ts";
import { onChangedLines } from "./since.ts";

/** The result that is shown: without what the baseline knows, and with changed lines only where it was asked for. */
export function narrowResult(
  run: BaselineRun,
  options: AuditOptions,
  changed: ChangedLines | undefined,
  folder: string,
): { readonly result: AuditResult; readonly notes: readonly string[] } {
  const known = useBaseline(run, options, folder);
  if (changed === undefined) return known;
  const { result, left } = onChangedLines(known.result, changed);
  if (left === 0) return { ...known, result };
  const note = `${left} ${left === 1 ? "finding" : "findings"} on lines that did not change since ${options.since} not shown`;
  return { result, notes: [...known.notes, note] };
}
