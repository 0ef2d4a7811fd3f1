import { relative, resolve } from "node:path";
import type { FixSafety } from "../diagnostic/index.ts";
import {
  audit,
  auditText,
  discoverFiles,
  discoverProject,
  findAuditRoot,
  rules,
  workerUrl,
  type AuditReport,
  type AuditRequest,
} from "../index.ts";
import type { FixedFile } from "../engine/index.ts";
import { addIgnoresFor, checkReason, summarizeIgnores } from "./add-ignores.ts";
import type { AuditOptions } from "./audit-options.ts";
import { checkStaged } from "./check-staged.ts";
import { useBaseline } from "./baseline.ts";
import { findCacheFolder } from "./cache-folder.ts";
import { exitCode, UsageError, type ExitCode } from "./failure.ts";
import { summarizeFixes } from "./fix-summary.ts";
import { recordRun } from "./history.ts";
import { narrowResult } from "./narrow-result.ts";
import { oneLine } from "./one-line.ts";
import { parseOutputs, type Output } from "./outputs.ts";
import { createPathDisplay, resolvePaths } from "./paths.ts";
import { createProgress } from "./progress.ts";
import { readConfig } from "./read-config.ts";
import { commandNames } from "./command-names.ts";
import { judge, reportResult, worstOf } from "./report.ts";
import { findChangedLines } from "./since.ts";
import { renderStats, renderTiming } from "./statistics.ts";
import type { Streams } from "./streams.ts";

/** `nixaudit check` and `nixaudit fix`: audits, reports, and says how it went. */
export async function check(
  given: readonly string[],
  options: AuditOptions,
  streams: Streams,
): Promise<ExitCode> {
  const outputs = parseOutputs(options.format);
  refuseContradictions(given, options);
  if (given.includes("-")) return checkStandardInput(options, outputs, streams);

  const { stdout, stderr, folder } = streams;
  if (options.staged) return checkStaged(given, options, outputs, streams);
  const paths = resolvePaths(given, folder, commandNames);
  const root = findAuditRoot(paths, folder);
  const display = createPathDisplay(root, folder);
  const changed =
    options.since === undefined
      ? undefined
      : await findChangedLines(root, options.since, options, streams);
  const reason = options.addIgnores === undefined ? undefined : checkReason(options.addIgnores);
  const first = await auditFiles(paths, root, options, outputs, streams);
  const ignores =
    reason === undefined ? undefined : addIgnoresFor(first, reason, options.diff !== true);
  const isChanged = ignores?.changed.some(({ applied }) => applied > 0) === true;
  const audited =
    isChanged && !options.diff
      ? await auditFiles(paths, root, { ...options, fix: false }, outputs, streams)
      : first;
  const { discovery, times } = audited;
  const { result, notes } = narrowResult({ root, paths, ...audited }, options, changed, folder);
  const fixed = withChanges(first.fixed, ignores?.changed);

  if (discovery.files.length + discovery.problems.length + discovery.skipped.length === 0) {
    const places = paths.map((path) => oneLine(display(relative(root, path)))).join(", ");
    stderr.write(`nixaudit: no Nix files in ${places}: nothing was audited\n`);
    reportResult(result, outputs, options, streams, display);
    return exitCode.failed;
  }
  if (options.diff) {
    const { renderDiff } = await import("./render-diff.ts");
    const diff = renderDiff(fixed);
    stdout.write(diff);
    if (!options.quiet && fixesFiles(options))
      stderr.write(summarizeFixes(first.fixed, "would-fix"));
    if (!options.quiet && ignores) stderr.write(summarizeIgnores(ignores, "shown"));
    const code = judge(result, { ...options, failOn: "never" }, stderr, display);
    return worstOf(code, diff === "" ? exitCode.clean : exitCode.findings);
  }
  const written = worstOf(
    reportResult(result, outputs, options, streams, display),
    recordRun(audited.result, options, streams),
  );
  if (!options.quiet) for (const note of notes) stderr.write(`nixaudit: ${note}\n`);
  if (options.fix && !options.quiet) stderr.write(summarizeFixes(first.fixed, "fixed"));
  if (ignores && !options.quiet) stderr.write(summarizeIgnores(ignores, "written"));
  if (options.stats) stderr.write(renderStats(result));
  if (options.timing) stderr.write(renderTiming(times));
  const unfixed = fixed.filter(({ problem }) => problem !== undefined);
  for (const { path, problem } of unfixed)
    stderr.write(`nixaudit: ${oneLine(display(path))} was not fixed: ${problem}\n`);
  return worstOf(
    written,
    unfixed.length > 0 ? exitCode.failed : exitCode.clean,
    judge(result, options, stderr, display),
  );
}

function refuseContradictions(given: readonly string[], options: AuditOptions): void {
  if (options.unsafeFixes && !fixesFiles(options))
    throw new UsageError("--unsafe-fixes goes with --fix or --diff");
  if (options.diff && options.format.length > 0)
    throw new UsageError("--diff prints a diff and nothing else: leave out --format");
  if (options.staged && (options.fix || options.diff))
    throw new UsageError(
      "--staged looks at the index, where nothing can be fixed: leave out --fix and --diff",
    );
  if (options.staged && given.includes("-"))
    throw new UsageError("`-` (standard input) cannot be mixed with --staged");
  if (options.since !== undefined && (options.fix || options.diff))
    throw new UsageError("--fix and --diff go over whole files: leave out --since");
  if (
    options.addIgnores !== undefined &&
    (options.staged || options.since !== undefined || options.updateBaseline)
  )
    throw new UsageError(
      "--add-ignores writes comments for what is found in files: leave out --staged, --since and --update-baseline",
    );
  if (options.date !== undefined && options.history === undefined)
    throw new UsageError("--date goes with --history");
  if (options.updateBaseline && options.diff)
    throw new UsageError("--update-baseline writes what was found: leave out --diff");
  if (!given.includes("-")) {
    if (options.stdinFilename !== undefined)
      throw new UsageError("--stdin-filename goes with the path `-`, for standard input");
    return;
  }
  if (given.length > 1)
    throw new UsageError("`-` (standard input) cannot be mixed with other paths");
  if (options.fix || options.diff || options.addIgnores !== undefined)
    throw new UsageError("fixing, --diff and --add-ignores need files, not standard input");
  if (options.since !== undefined || options.updateBaseline || options.history !== undefined)
    throw new UsageError("--since, --update-baseline and --history need files, not standard input");
}

/** Finds the files below the paths, and audits them as the options and the config file say. */
export async function auditFiles(
  paths: readonly string[],
  root: string,
  options: AuditOptions,
  outputs: readonly Output[],
  { stderr, environment, folder }: Streams,
): Promise<AuditReport & Pick<AuditRequest, "config" | "discovery">> {
  const progress = createProgress(stderr, !options.quiet);
  const config = await readConfig(options, {
    auditRoot: root,
    startFolder: paths[0] ?? root,
    currentFolder: folder,
  });
  const search = {
    root,
    paths,
    exclude: config.exclude,
    excludeRoot: config.root,
    forceExclude: options.forceExclude ?? false,
    respectGitignore: options.gitignore,
    listsOthers: true,
  };
  const discovery = discoverFiles(search);
  const cacheFolder = findCacheFolder(options, { root, folder, environment });
  try {
    const report = await audit({
      discovery,
      project: discoverProject(search, discovery),
      config,
      rules,
      ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
      workerUrl,
      ...(cacheFolder === undefined ? {} : { cacheFolder }),
      lineHashes: wantsLineHashes(outputs),
      timing: options.timing ?? false,
      ...(options.now ? { now: options.now } : {}),
      ...(fixesFiles(options)
        ? { fix: { allowed: allowedFixes(options), write: !options.diff } }
        : {}),
      onProgress: progress.update,
    });
    return { config, discovery, ...report };
  } finally {
    progress.finish();
  }
}

async function checkStandardInput(
  options: AuditOptions,
  outputs: readonly Output[],
  streams: Streams,
): Promise<ExitCode> {
  const { folder, stderr } = streams;
  const file = resolve(folder, options.stdinFilename ?? "stdin.nix");
  const root = findAuditRoot([file], folder);
  const config = await readConfig(options, {
    auditRoot: root,
    startFolder: file,
    currentFolder: folder,
  });
  const path = relative(root, file).replaceAll("\\", "/");
  const bytes = await streams.readStandardInput(config.maxFileSize);
  const found = auditText({ config, rules, lineHashes: wantsLineHashes(outputs) }, path, bytes);
  const { result } = useBaseline(
    {
      root,
      paths: [file],
      discovery: { files: [], otherFiles: [], problems: [], skipped: [] },
      config,
      result: found,
    },
    options,
    folder,
  );
  const display = createPathDisplay(root, folder);
  const written = reportResult(result, outputs, options, streams, display);
  if (options.stats) stderr.write(renderStats(result));
  return worstOf(written, judge(result, options, stderr, display));
}

function wantsLineHashes(outputs: readonly Output[]): boolean {
  return outputs.some(({ reporter }) => reporter.name === "sarif");
}

/** With --add-ignores, --diff shows the comments, and fixes only where they are asked for as well. */
function fixesFiles({ fix, diff, addIgnores }: AuditOptions): boolean {
  return fix === true || (diff === true && addIgnores === undefined);
}

/** One entry a file: the later change starts from the earlier one. */
function withChanges(
  fixed: readonly FixedFile[],
  ignored: readonly FixedFile[] = [],
): readonly FixedFile[] {
  const later = new Set(ignored.map(({ path }) => path));
  return [
    ...fixed.filter(({ path, problem }) => problem !== undefined || !later.has(path)),
    ...ignored,
  ];
}

function allowedFixes({ unsafeFixes }: AuditOptions): FixSafety[] {
  return unsafeFixes ? ["safe", "unsafe"] : ["safe"];
}
