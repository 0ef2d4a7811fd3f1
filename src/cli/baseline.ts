import { readFileSync, realpathSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Config } from "../config/index.ts";
import type { AuditResult } from "../diagnostic/index.ts";
import {
  applyBaseline,
  parseBaseline,
  renderBaseline,
  updateBaseline,
  type BaselineEntry,
} from "../engine/index.ts";
import type { Discovery } from "../index.ts";
import type { AuditOptions } from "./audit-options.ts";
import { UsageError } from "./failure.ts";
import { oneLine } from "./one-line.ts";
import { writeOutput } from "./outputs.ts";

type BaselineOptions = Pick<
  AuditOptions,
  "baseline" | "updateBaseline" | "preset" | "select" | "ignore" | "severity" | "confidence"
>;

/** An audit, as far as it decides what a baseline can say of it. */
export interface BaselineRun {
  readonly root: string;
  /** Absolute: what the audit was asked for. */
  readonly paths: readonly string[];
  readonly discovery: Discovery;
  readonly config: Config;
  readonly result: AuditResult;
}

/** What a baseline made of a result, and what to tell of it: lines without a newline. */
export interface BaselineReport {
  readonly result: AuditResult;
  readonly notes: readonly string[];
  /** How many entries are fixed; undefined without a baseline. */
  readonly fixed?: number;
}

/**
 * Hides the findings of the baseline, where the options or the config file name one; writes it first when asked to.
 * Throws what is wrong with it.
 */
export function useBaseline(
  run: BaselineRun,
  options: BaselineOptions,
  folder: string,
): BaselineReport {
  const file = baselineFile(options, run.config, folder);
  if (file === undefined) {
    if (options.updateBaseline)
      throw new UsageError(
        "--update-baseline needs a file: give --baseline FILE, or `baseline` in nixaudit.toml",
      );
    return { result: run.result, notes: [] };
  }
  const shown = oneLine(relative(folder, file) || file);
  const before = readBaseline(file, shown, options.updateBaseline ?? false);
  const isJudged = createScope(run, options);
  if (!options.updateBaseline) {
    const { result, fixed } = applyBaseline(run.result, before, isJudged);
    const notes = fixed.length === 0 ? [] : [describeFixed(fixed.length)];
    return { result, notes, fixed: fixed.length };
  }
  if (run.result.failures.length > 0)
    throw new UsageError(`${shown} was not updated: the audit could not be done in full`);
  const after = updateBaseline(run.result, before, isJudged);
  const text = renderBaseline(after);
  // Nothing is written when nothing changed: a file's time may be what a build looks at.
  if (text !== (before.length === 0 ? undefined : renderBaseline(before))) {
    const problem = writeOutput(file, text);
    if (problem !== undefined) throw new UsageError(`cannot write ${shown}: ${problem}`);
  }
  const { result } = applyBaseline(run.result, after, isJudged);
  return { result, notes: [describeUpdate(shown, before, after)] };
}

function baselineFile(
  { baseline }: BaselineOptions,
  config: Config,
  folder: string,
): string | undefined {
  if (baseline === false) return undefined;
  if (typeof baseline === "string") {
    if (baseline === "") throw new UsageError("--baseline: an empty path names no file");
    return resolve(folder, baseline);
  }
  if (config.baseline === undefined || config.path === undefined) return undefined;
  refuseLinkOut(config.baseline, dirname(config.path));
  return config.baseline;
}

/** A config that came with someone else's tree may not have another file read or written through a link. */
function refuseLinkOut(file: string, folder: string): void {
  const real = realPathOf(file) ?? realPathOf(dirname(file));
  const realFolder = realPathOf(folder);
  if (real === undefined || realFolder === undefined) return;
  const way = relative(realFolder, real);
  if (way === ".." || way.startsWith("../"))
    throw new UsageError(
      `\`baseline\` of nixaudit.toml leads out of its folder by a symbolic link: ${oneLine(file)}`,
    );
}

function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Over this it is no baseline. */
const LARGEST_BASELINE = 256_000_000;

function readBaseline(file: string, shown: string, isUpdated: boolean): readonly BaselineEntry[] {
  let text: string;
  try {
    const bytes = readFileSync(file);
    if (bytes.length > LARGEST_BASELINE) throw new Error("it is too large");
    text = bytes.toString("utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      if (isUpdated) return [];
      throw new UsageError(`there is no baseline ${shown}; --update-baseline makes it`);
    }
    const reason = error instanceof Error ? error.message.replace(/,.*/, "") : String(error);
    throw new UsageError(`cannot read the baseline ${shown}: ${reason}`);
  }
  const reading = parseBaseline(text);
  if (!reading.ok) throw new UsageError(`${shown} is no baseline of nixaudit: ${reading.problem}`);
  return reading.entries;
}

/**
 * Tells whether this audit would have found an entry of the baseline: its file was looked at, or is gone, and its rule ran.
 * A rule that the config turned off is one that has nothing to find.
 */
function createScope(
  { root, paths, discovery, config, result }: BaselineRun,
  options: BaselineOptions,
): (entry: BaselineEntry) => boolean {
  const asked = paths.map((path) => relative(root, path).replaceAll("\\", "/"));
  const unseen = new Set([
    ...result.skipped.map(({ path }) => path),
    ...discovery.problems.map(({ path }) => path),
    ...result.findings.filter(({ ruleId }) => ruleId === "unreadable-file").map(({ path }) => path),
  ]);
  const isNarrowed =
    options.select !== undefined || options.ignore !== undefined || options.preset !== undefined;
  const hidesSome = options.severity !== undefined || options.confidence !== undefined;
  return ({ path, ruleId }) =>
    result.failures.length === 0 &&
    !hidesSome &&
    !unseen.has(path) &&
    asked.some((prefix) => prefix === "" || path === prefix || path.startsWith(`${prefix}/`)) &&
    (!isNarrowed || config.settingsFor(path).has(ruleId));
}

function describeFixed(count: number): string {
  return count === 1
    ? "1 entry of the baseline is fixed; --update-baseline prunes it"
    : `${count} entries of the baseline are fixed; --update-baseline prunes them`;
}

function describeUpdate(
  shown: string,
  before: readonly BaselineEntry[],
  after: readonly BaselineEntry[],
): string {
  const old = new Set(before.map(({ fingerprint }) => fingerprint));
  const added = after.filter(({ fingerprint }) => !old.has(fingerprint)).length;
  const pruned = before.length - (after.length - added);
  const entries = `${after.length} ${after.length === 1 ? "entry" : "entries"}`;
  return `${shown} holds ${entries}: ${added} added, ${pruned} pruned`;
}
