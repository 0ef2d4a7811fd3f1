import type { AuditResult, Category, Severity } from "../diagnostic/index.ts";
import { scoreOf } from "./score.ts";

/** One earlier run. */
export interface HistoryEntry {
  /** `2026-11-20`; undefined where the run was given none. */
  readonly date: string | undefined;
  readonly toolVersion: string;
  readonly score: number;
  readonly files: number;
  readonly bytes: number;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
  /** Scores of the categories that are under 100. */
  readonly categories: Readonly<Partial<Record<Category, number>>>;
}

/** A result as the history keeps it. */
export function summarizeRun(
  result: AuditResult,
  run: { readonly date?: string | undefined; readonly toolVersion: string },
): HistoryEntry {
  const { total, categories } = scoreOf(result.findings, result.summary.bytes);
  const below = categories.filter(({ findings }) => findings > 0);
  return {
    date: run.date,
    toolVersion: run.toolVersion,
    score: total,
    files: result.summary.files,
    bytes: result.summary.bytes,
    findings: result.summary.findings,
    suppressed: result.summary.suppressed,
    categories: Object.fromEntries(below.map(({ category, score }) => [category, score])),
  };
}

/** One line of JSON with its newline. */
export function renderHistoryLine(entry: HistoryEntry): string {
  const { date, toolVersion, score, files, bytes, findings, suppressed, categories } = entry;
  return `${JSON.stringify({
    version: 1,
    ...(date === undefined ? {} : { date }),
    tool: toolVersion,
    score,
    files,
    bytes,
    findings: { error: findings.error, warning: findings.warning, info: findings.info },
    suppressed,
    categories,
  })}\n`;
}

/** The runs of a history file in its order; the number of the first line (1-based) that is none. Never throws. */
export function parseHistory(
  text: string,
):
  | { readonly ok: true; readonly entries: readonly HistoryEntry[] }
  | { readonly ok: false; readonly line: number } {
  const entries: HistoryEntry[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const entry = parseLine(line);
    if (entry === undefined) return { ok: false, line: index + 1 };
    entries.push(entry);
  }
  return { ok: true, entries };
}

function parseLine(line: string): HistoryEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const run: Readonly<Record<string, unknown>> = Object(value);
  const { version, date, tool, score, files, bytes, suppressed } = run;
  const findings: Readonly<Record<string, unknown>> = Object(run["findings"]);
  const { error, warning, info } = findings;
  const categories: Readonly<Record<string, unknown>> = Object(run["categories"]);
  if (version !== 1 || typeof tool !== "string") return undefined;
  if (date !== undefined && typeof date !== "string") return undefined;
  const numbers = [score, files, bytes, suppressed, error, warning, info];
  if (!numbers.every(isNumber)) return undefined;
  return {
    date,
    toolVersion: tool,
    score: Number(score),
    files: Number(files),
    bytes: Number(bytes),
    findings: { error: Number(error), warning: Number(warning), info: Number(info) },
    suppressed: Number(suppressed),
    categories: Object.fromEntries(Object.entries(categories).filter(([, part]) => isNumber(part))),
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
