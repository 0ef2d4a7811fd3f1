import type { Place } from "../project/index.ts";
import {
  buildCommand,
  diffCommand,
  formerHostCommand,
  hostCommand,
  listTestsCommand,
  planCommand,
  sizeCommand,
} from "./commands.ts";
import { failureOf } from "./failure.ts";
import { headline, mapError, type MessageOrigin } from "./map-problem.ts";
import { withoutColors, type NixLog, type NixMessage } from "./messages.ts";
import type { NixOutcome } from "./run.ts";
import { endOf, flakePath, parseJson } from "./stage-flake.ts";
import { findMention } from "./find-definition.ts";
import { startOfFile } from "./source-files.ts";
import type { HostState, StageOutcome, Validation } from "./validation.ts";

const notEvaluated: StageOutcome = {
  status: "skipped",
  reason: "there is no derivation: it was not evaluated",
};

/** Whether a host can be evaluated without building anything; asked again only where building was allowed. */
export async function probeBuilds(validation: Validation, host: HostState): Promise<StageOutcome> {
  const { request, settings, problems } = validation;
  const needs: StageOutcome = {
    status: "findings",
    reason: "it builds something while it is evaluated",
  };
  if (!settings.allowsImportFromDerivation) {
    if (host.needsBuild) return needs;
    return host.drvPath === undefined ? notEvaluated : { status: "ok" };
  }
  if (host.drvPath === undefined) return notEvaluated;
  const outcome = await request.runner.run(
    hostCommand(settings, host.target, { kind: "toplevel" }, false),
  );
  const failure = failureOf(outcome);
  if (!failure) return { status: "ok" };
  if (failure.kind !== "error") return endOf(failure, settings.timeouts.evaluate);
  const origin: MessageOrigin = {
    stage: "ifd",
    target: host.path,
    hosts: [host.target.name],
    fallback: host.place,
  };
  const found = failure.errors.map((error) => mapError(error, validation.mapping, origin));
  const builds = found.filter(({ kind }) => kind === "evaluation-time-build");
  for (const problem of builds) problems.add(problem, origin);
  return builds.length > 0
    ? needs
    : { status: "failed", reason: "it cannot be evaluated without building" };
}

/** What building a host would build and fetch. */
export async function planBuild(
  { request, settings }: Validation,
  host: HostState,
): Promise<StageOutcome> {
  if (host.drvPath === undefined) return notEvaluated;
  const outcome = await request.runner.run(planCommand(settings, host.drvPath));
  const failure = failureOf(outcome);
  if (failure) return endOf(failure, settings.timeouts.plan, "Nix cannot plan the build");
  return { status: "ok", notes: planNotes(outcome) };
}

/** Reads "these 12 derivations will be built:" and "these 3 paths will be fetched (1.2 MiB download, …):". */
export function planNotes({ log, stdout }: Pick<NixOutcome, "log" | "stdout">): readonly string[] {
  const lines = [...log.messages.map(({ text }) => text), ...log.otherLines, ...stdout.split("\n")];
  let builds = 0;
  const notes: string[] = [];
  for (const line of lines) {
    const built = /^(?:these (\d+) derivations|this derivation) will be built/.exec(line);
    if (built) builds = Number(built[1] ?? 1);
    const fetched = /^(?:these (\d+) paths|this path) will be fetched(?: \(([^)]*)\))?/.exec(line);
    if (fetched)
      notes.push(
        `${fetched[1] ?? 1} to fetch${fetched[2] === undefined ? "" : ` (${fetched[2]})`}`,
      );
  }
  return [`${builds} to build`, ...notes];
}

/** What changed in a host since an older revision. */
export async function diffClosures(
  { request, settings }: Validation,
  host: HostState,
): Promise<StageOutcome> {
  const { runner, formerFlake } = request;
  if (formerFlake === undefined)
    return { status: "skipped", reason: "there is nothing to compare with: give --since REV" };
  if (host.drvPath === undefined) return notEvaluated;
  const former = await runner.run(formerHostCommand(settings, host.target, formerFlake));
  const answer: unknown = failureOf(former) ? undefined : parseJson(former.stdout);
  const before = (Object(answer) as Record<string, unknown>)["toplevel"];
  if (typeof before !== "string")
    return { status: "skipped", reason: "it cannot be evaluated at the older revision" };
  if (before === host.drvPath) return { status: "ok", notes: ["unchanged"] };
  const outcome = await runner.run(diffCommand(settings, before, host.drvPath));
  const failure = failureOf(outcome);
  if (failure) return endOf(failure, settings.timeouts.plan, "Nix cannot compare the closures");
  const lines = outcome.stdout.split("\n").filter((line) => line.trim() !== "");
  const shown = lines.slice(0, 50).map((line) => withoutColors(line).trim());
  return {
    status: "ok",
    notes:
      lines.length === 0
        ? ["other files, the same packages"]
        : [...shown, ...(lines.length > 50 ? [`${lines.length - 50} more`] : [])],
  };
}

/** Builds a host. */
export async function buildHost(validation: Validation, host: HostState): Promise<StageOutcome> {
  if (host.drvPath === undefined) return notEvaluated;
  const origin: MessageOrigin = {
    stage: "build",
    target: host.path,
    hosts: [host.target.name],
    fallback: host.place,
  };
  const outcome = await build(validation, host.drvPath, "build", origin);
  const [path] = outcome.notes ?? [];
  if (outcome.status !== "ok" || path === undefined) return outcome;
  const { request, settings } = validation;
  const sized = await request.runner.run(sizeCommand(settings, path));
  const size = /\s(\d+)\s*$/.exec(sized.stdout)?.[1];
  if (failureOf(sized) || size === undefined) return outcome;
  host.closureSize = Number(size);
  return { ...outcome, notes: [path, `closure of ${(host.closureSize / 1e6).toFixed(1)} MB`] };
}

/** Runs the NixOS tests among the checks of this machine's system. */
export async function runTests(validation: Validation): Promise<StageOutcome> {
  const { request, settings } = validation;
  if (!request.hasKvm)
    return {
      status: "skipped",
      reason: "there is no /dev/kvm: tests in virtual machines cannot run here",
    };
  const system = `${process.arch === "arm64" ? "aarch64" : "x86_64"}-${process.platform}`;
  const outcome = await request.runner.run(listTestsCommand(settings, system));
  const failure = failureOf(outcome);
  if (
    failure?.kind === "error" &&
    failure.errors.some(({ text }) => text.includes("does not provide attribute"))
  )
    return { status: "skipped", reason: "the flake has no checks" };
  if (failure) return endOf(failure, settings.timeouts.evaluate, "the checks cannot be evaluated");
  const tests = Object.entries(Object(parseJson(outcome.stdout)) as Record<string, unknown>);
  if (tests.length === 0)
    return { status: "skipped", reason: "none of the checks is a NixOS test" };
  const flake = flakePath(validation);
  let failed = 0;
  for (const [name, drvPath] of tests) {
    const place: Place =
      findMention(request.files, flake, "checks", name) ?? startOfFile(request.files, flake);
    const origin: MessageOrigin = {
      stage: "vm",
      target: `checks.${system}.${name}`,
      hosts: [],
      fallback: place,
    };
    const { status } = await build(validation, String(drvPath), "vm-test", origin);
    if (status !== "ok") failed += 1;
  }
  const notes = [`${tests.length} ${tests.length === 1 ? "test" : "tests"}`];
  return failed === 0
    ? { status: "ok", notes }
    : { status: "findings", reason: `${failed} of ${tests.length} tests failed`, notes };
}

async function build(
  { request, settings, problems, mapping }: Validation,
  drvPath: string,
  kind: "build" | "vm-test",
  origin: MessageOrigin,
): Promise<StageOutcome> {
  const outcome = await request.runner.run(
    buildCommand(settings, drvPath, kind === "build" ? ["trust"] : ["trust", "kvm"]),
  );
  const failure = failureOf(outcome);
  if (!failure)
    return {
      status: "ok",
      notes: outcome.stdout.split("\n").filter((line) => line.startsWith("/nix/store/")),
    };
  if (failure.kind !== "error") return endOf(failure, settings.timeouts.build);
  const all = failure.errors.flatMap((error) => failedBuild(error, outcome.log));
  // A download that failed for want of a network says nothing of the configuration.
  const failures = all.filter(({ log }) => !log.some(isWithoutNetwork));
  if (all.length > 0 && failures.length === 0)
    return {
      status: "skipped",
      reason: `${all.length} sources are not in the store and there is no network`,
    };
  for (const { derivation, log, reason } of failures) {
    problems.add(
      {
        kind,
        at: origin.fallback,
        related: [],
        hosts: origin.hosts,
        target: origin.target,
        stage: origin.stage,
        message: `\`${derivation}\` ${reason}`,
        derivation,
        log,
      },
      origin,
    );
  }
  if (failures.length > 0)
    return {
      status: "findings",
      reason: `${failures.length} failed ${failures.length === 1 ? "build" : "builds"}`,
    };
  return { status: "failed", reason: headline(failure.errors[0]?.text ?? "", mapping.map) };
}

function isWithoutNetwork(line: string): boolean {
  return /Could(?:n't| not) resolve host|Temporary failure in name resolution|Network is unreachable/.test(
    line,
  );
}

/** Sources: `derivation-goal.cc` of Nix 2.8 and `derivation-building-goal.cc` of 2.34. Failures of dependencies are told once. */
function failedBuild(
  { text }: NixMessage,
  { buildLogs }: NixLog,
): { derivation: string; log: readonly string[]; reason: string }[] {
  const match =
    /(?:builder for|Cannot build) '([^']+\.drv)'(?:\.\s*Reason:)?[\s]*((?:builder )?failed[^;\n]*)?/.exec(
      text,
    );
  const [, path, how] = match ?? [];
  if (path === undefined || /dependenc(?:y|ies) failed/.test(text)) return [];
  const quoted = text
    .split("\n")
    .filter((line) => /^\s*>/.test(line))
    .map((line) => line.replace(/^\s*> ?/, ""));
  const log = buildLogs.get(path) ?? quoted;
  const derivation = path.replace(/^.*\/[0-9a-z]{32}-|\.drv$/g, "");
  return [
    {
      derivation,
      log: log.slice(-10),
      reason: (how ?? "cannot be built").replace(/^builder /, "").replace(/[.\s]+$/, ""),
    },
  ];
}
