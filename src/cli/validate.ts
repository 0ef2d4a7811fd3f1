import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { Argument, type Command } from "commander";
import type { StageId } from "../diagnostic/index.ts";
import { createFileOpener, optionPathsOf } from "../engine/index.ts";
import {
  audit,
  discoverFiles,
  discoverProject,
  findAuditRoot,
  rules,
  workerUrl,
} from "../index.ts";
import {
  createRunner,
  defaultHeapLimit,
  defaultJobs,
  defaultTimeouts,
  findNix,
  planValidation,
  validate,
  type NixRunner,
  type NixSettings,
  type ValidationRequest,
} from "../nix/index.ts";
import type { StaticHost } from "../rule/index.ts";
import { exitCode, UsageError, type ExitCode } from "./failure.ts";
import { findChangedFiles, findTopLevel, findUntracked, type ChangedFiles } from "./git.ts";
import { oneLine } from "./one-line.ts";
import { parseOutputs } from "./outputs.ts";
import { createPathDisplay, resolvePaths } from "./paths.ts";
import { readConfig } from "./read-config.ts";
import { findStaticHosts } from "./static-hosts.ts";
import { createStageProgress } from "./stage-progress.ts";
import type { Streams } from "./streams.ts";
import { detectTerminal } from "./terminal.ts";
import { addValidateOptions, usualStages, type ValidateOptions } from "./validate-options.ts";
import { joinResults, withoutAudit } from "./validate-result.ts";
import { affectedHosts, judgeValidation, reportValidation } from "./validate-report.ts";
import { findSubject } from "./validate-subject.ts";

const safety = `
What runs:
  \`nixaudit check\` never runs Nix. \`validate\` evaluates the code of the repository, without
  network where the machine allows that, without builds, and with limits of time and memory.
  --allow-ifd, --build and --vm run its programs: only for code that you trust.
  Nothing is written to the audited tree. Nix copies a flake to its store, as it always does:
  every user of the machine can read it there.

Exit code:
  0  no finding at or over --fail-on, and every stage that ran came to an end
  1  findings, or a host that could not be evaluated
  2  wrong usage, a bad config, no Nix with --require-nix
  --bisect: 0 good, 1 bad, 125 where it cannot be judged`;

/** Adds \`nixaudit validate\`. */
export function registerValidate(
  program: Command,
  streams: Streams,
  onDone: (code: ExitCode | typeof cannotJudge) => void,
): void {
  const command = program
    .command("validate")
    .summary("let Nix evaluate every host, and find the lines that its errors are about")
    .description("Lets Nix parse, evaluate and, on demand, build the configuration, host by host.")
    .addArgument(new Argument("[path]", "a flake or a configuration; default: this folder"));
  addValidateOptions(command)
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", safety)
    .action(async (path: string | undefined, options: ValidateOptions) =>
      onDone(await runValidate(path, options, streams)),
    );
}

/** What \`git bisect run\` takes for "skip this revision". */
export const cannotJudge = 125;

async function runValidate(
  given: string | undefined,
  options: ValidateOptions,
  streams: Streams,
): Promise<ExitCode | typeof cannotJudge> {
  const runner = createRunner();
  const stateFolder = mkdtempSync(join(tmpdir(), "nixaudit-"));
  const clean = (): void => rmSync(stateFolder, { recursive: true, force: true });
  const stop = (signal: NodeJS.Signals): void => {
    runner.cancel();
    clean();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop).once("SIGHUP", stop);
  try {
    return await validateWith(given, options, streams, runner, stateFolder);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop).off("SIGHUP", stop);
    runner.cancel();
    clean();
  }
}

async function validateWith(
  given: string | undefined,
  options: ValidateOptions,
  streams: Streams,
  runner: NixRunner,
  stateFolder: string,
): Promise<ExitCode | typeof cannotJudge> {
  const { stdout, stderr, folder, environment } = streams;
  const outputs = parseOutputs(options.format);
  const [path = folder] = resolvePaths(given === undefined ? [] : [given], folder, []);
  const root = realpathSync(findAuditRoot([path], folder));
  const auditOptions = { ...options, gitignore: true, cache: false };
  const config = await readConfig(auditOptions, {
    auditRoot: root,
    startFolder: path,
    currentFolder: folder,
  });
  const place = {
    root,
    paths: [root],
    exclude: config.exclude,
    excludeRoot: config.root,
    forceExclude: false,
    respectGitignore: true,
    listsOthers: true,
  };
  const discovery = discoverFiles(place);
  const paths = new Set(discovery.files.map((file) => file.path));
  const open = createFileOpener(root, paths, config.maxFileSize);
  const { folder: subjectFolder, subject } = findSubject(realpathSync(path), root, options);
  const search = await findNix(environment, runner, root);
  const stages = chosenStages(options);
  const jobs = options.jobs ?? defaultJobs();
  const settings: NixSettings | undefined = search.found
    ? {
        nix: search.nix,
        folder: subjectFolder,
        subject,
        environment,
        stateFolder,
        timeouts: options.timeout === undefined ? defaultTimeouts : limited(options.timeout),
        heapLimit: options.memory ?? defaultHeapLimit(jobs),
        allowsImportFromDerivation: options.allowIfd ?? false,
        allowsNetwork: options.allowNetwork ?? false,
        ...(options.store === undefined ? {} : { store: options.store }),
        ...(options.builders === undefined ? {} : { builders: options.builders }),
        includes: options.include ?? [],
      }
    : undefined;
  const staticHosts =
    subject.kind === "flake"
      ? await findStaticHosts(discoverProject(place, discovery), config, subjectFolder, root)
      : [];
  const changes =
    options.since === undefined
      ? undefined
      : await findChangedFiles(root, options.since, environment);
  const onlyHosts = chosenHosts(options, changes, staticHosts, stderr);
  const optionPaths = optionPathsOf(rules, config);
  if (options.dryRun) {
    if (!settings)
      throw new UsageError("--dry-run: Nix is not there, and the plan names its programs");
    const targets = staticHosts.filter(({ name }) => onlyHosts?.has(name) ?? true);
    const named =
      targets.length > 0
        ? targets
        : Array.from(onlyHosts ?? [], (name) => ({ name, kind: "nixos" as const }));
    const steps = planValidation(settings, {
      stages,
      targets: named,
      files: discovery.files.map((file) => join(root, file.path)),
      optionPaths,
    });
    stdout.write(`${JSON.stringify({ version: 1, jobs, steps }, undefined, 2)}\n`);
    return exitCode.clean;
  }
  if (options.requireNix && !search.found) throw new UsageError(`--require-nix: ${search.reason}`);

  const { color } = detectTerminal(options.color, stderr, environment);
  const progress = createStageProgress(stderr, { isWanted: !options.quiet, color });
  let audited = withoutAudit(discovery.files.length);
  const lineHashes = outputs.some(({ reporter }) => reporter.name === "sarif");
  const untracked = await findUntracked(root, environment);
  const top = changes && (await findTopLevel(root, environment));
  const request: ValidationRequest = {
    files: { root, paths, open },
    search,
    settings,
    runner,
    stages,
    staticHosts,
    ...(onlyHosts ? { onlyHosts } : {}),
    jobs,
    optionPaths,
    audit: async () => {
      const report = await audit({
        discovery,
        config,
        rules,
        jobs,
        workerUrl,
        lineHashes,
        timing: false,
      });
      audited = report.result;
      const count = audited.findings.length;
      return count === 0
        ? { status: "ok" }
        : { status: "findings", reason: `${count} in the source` };
    },
    ...(untracked ? { untracked } : {}),
    ...(changes && top !== undefined ? formerFlake(changes, top, subjectFolder) : {}),
    hasKvm: existsSync("/dev/kvm"),
    onProgress: progress.update,
  };
  const outcome = await validate(request).finally(progress.finish);
  const today = new Date().toISOString().slice(0, 10);
  const result = joinResults(outcome, audited, { config, open, lineHashes, today });
  for (const name of outcome.unknownHosts)
    stderr.write(`nixaudit: --host: there is no host ${oneLine(name)}\n`);
  const display = createPathDisplay(root, folder);
  const code = judgeValidation(result, options, stderr, display);
  const written = reportValidation(result, outputs, options, streams, display);
  return outcome.unknownHosts.length > 0 || written === exitCode.failed ? exitCode.failed : code;
}

function chosenStages({ stages, build, vm, since }: ValidateOptions): ReadonlySet<StageId> {
  return new Set<StageId>([
    ...(stages ?? usualStages),
    ...(build ? (["build"] as const) : []),
    ...(vm ? (["vm"] as const) : []),
    ...(since === undefined || stages ? [] : (["diff"] as const)),
  ]);
}

function limited(timeout: number): NixSettings["timeouts"] {
  const { build, ...others } = defaultTimeouts;
  return {
    ...others,
    parse: others.parse,
    lock: others.lock,
    hosts: timeout,
    evaluate: timeout,
    check: timeout,
    plan: timeout,
    build,
  };
}

function chosenHosts(
  { host }: ValidateOptions,
  changes: ChangedFiles | undefined,
  staticHosts: readonly StaticHost[],
  stderr: NodeJS.WriteStream,
): ReadonlySet<string> | undefined {
  if (!changes) return host && new Set(host);
  if (staticHosts.length === 0) {
    stderr.write(
      "nixaudit: --since: which files a host is made of is not known from the source: all hosts are validated\n",
    );
    return host && new Set(host);
  }
  const affected = affectedHosts(staticHosts, new Set(changes.paths));
  return new Set(affected.filter((name) => host?.includes(name) ?? true));
}

/** The flake as it was before the changes, for the closures to compare with. */
function formerFlake(
  { base }: ChangedFiles,
  top: string,
  folder: string,
): { readonly formerFlake: string } {
  const inner = relative(realpathSync(top), resolve(folder));
  const directory = inner === "" ? "" : `&dir=${encodeURIComponent(inner)}`;
  return { formerFlake: `git+file://${encodeURI(top)}?rev=${base}${directory}` };
}
