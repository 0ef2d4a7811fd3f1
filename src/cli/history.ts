import { appendFileSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { AuditResult } from "../diagnostic/index.ts";
import { createFolder } from "../engine/index.ts";
import {
  parseHistory,
  renderHistoryLine,
  summarizeRun,
  type HistoryEntry,
} from "../report/index.ts";
import { exitCode, UsageError, type ExitCode } from "./failure.ts";
import { oneLine } from "./one-line.ts";
import type { Streams } from "./streams.ts";
import { tool } from "./tool.ts";

interface HistoryOptions {
  readonly history?: string;
  readonly date?: string;
}

/**
 * Appends a run to `--history FILE`, where one is given. What a baseline or --since hides is counted: the history is of the tree,
 * not of what was shown.
 */
export function recordRun(
  result: AuditResult,
  { history, date }: HistoryOptions,
  { folder, stderr }: Pick<Streams, "folder" | "stderr">,
): ExitCode {
  if (history === undefined) return exitCode.clean;
  // A run that broke would look like an improvement.
  if (result.failures.length > 0) return exitCode.clean;
  try {
    const file = resolve(folder, history);
    createFolder(dirname(file));
    appendFileSync(
      file,
      renderHistoryLine(summarizeRun(result, { date, toolVersion: tool.version })),
    );
    return exitCode.clean;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/,.*/, "") : String(error);
    stderr.write(`nixaudit: cannot write ${oneLine(history)}: ${oneLine(reason)}\n`);
    return exitCode.failed;
  }
}

/** The runs that `--history FILE` holds; none where it is not there yet. Throws what is wrong with it. */
export function readHistory(
  { history }: HistoryOptions,
  { folder }: Pick<Streams, "folder">,
): readonly HistoryEntry[] {
  if (history === undefined) return [];
  let text: string;
  try {
    text = readFileSync(resolve(folder, history), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    const reason = error instanceof Error ? error.message.replace(/,.*/, "") : String(error);
    throw new UsageError(`--history: cannot read ${oneLine(history)}: ${oneLine(reason)}`);
  }
  const parsed = parseHistory(text);
  if (parsed.ok) return parsed.entries;
  throw new UsageError(
    `--history: line ${parsed.line} of ${oneLine(history)} is no run of nixaudit`,
  );
}
