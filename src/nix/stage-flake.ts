import { fileURLToPath } from "node:url";
import { relative } from "node:path";
import type { HostKind, Place } from "../project/index.ts";
import {
  checkCommand,
  hostOutputs,
  listHostsCommand,
  metadataCommand,
  targetPath,
} from "./commands.ts";
import { failureOf, type CallFailure } from "./failure.ts";
import { findMention } from "./find-definition.ts";
import { mapError } from "./map-problem.ts";
import type { NixOutcome } from "./run.ts";
import { createSourceMap, startOfFile } from "./source-files.ts";
import type { HostState, StageOutcome, Validation } from "./validation.ts";

/** Reads the lock file as Nix does, and learns where in the store the flake is copied to. */
export async function readMetadata(validation: Validation): Promise<StageOutcome> {
  const { request, settings, problems } = validation;
  const command = metadataCommand(settings);
  const strict = await request.runner.run(command);
  const failure = failureOf(strict);
  if (!failure) {
    learnCopy(validation, strict.stdout);
    return { status: "ok" };
  }
  if (failure.kind !== "error") return endOf(failure, settings.timeouts.lock);
  const isStale = failure.errors.some(({ text }) => /requires lock file changes/.test(text));
  const fallback = flakePlace(validation);
  if (isStale) {
    const loose = await request.runner.run({
      ...command,
      argv: command.argv.map((each) =>
        each === "--no-update-lock-file" ? "--no-write-lock-file" : each,
      ),
    });
    if (!failureOf(loose)) learnCopy(validation, loose.stdout);
  } else {
    learnCopyFromErrors(
      validation,
      failure.errors.flatMap(({ text, position, trace }) => [
        text,
        position?.file ?? "",
        ...trace.map((frame) => frame.position?.file ?? ""),
      ]),
    );
  }
  for (const error of failure.errors) {
    const origin = { stage: "lock" as const, target: "flake.lock", hosts: [], fallback };
    const problem = mapError(error, validation.mapping, origin);
    problems.add(
      isStale
        ? { ...problem, kind: "failure", advice: "`nix flake lock` brings it up to date" }
        : problem,
      origin,
    );
  }
  return isStale
    ? { status: "findings", reason: "flake.lock does not fit the inputs of flake.nix" }
    : { status: "failed", reason: "flake.nix cannot be evaluated" };
}

/** Lists the hosts of the outputs. */
export async function listHosts(validation: Validation): Promise<StageOutcome> {
  const { request, settings, problems } = validation;
  const hosts: HostState[] = [];
  const failures: CallFailure[] = [];
  const outputs = await Promise.all(
    hostOutputs.map(async ({ output, kind }) => {
      const outcome = await request.runner.run(listHostsCommand(settings, output));
      return { output, kind, outcome };
    }),
  );
  for (const { output, kind, outcome } of outputs) {
    const failure = failureOf(outcome);
    if (!failure) {
      const names = parseJson(outcome.stdout);
      if (Array.isArray(names))
        hosts.push(...names.map((name) => hostState(validation, output, kind, String(name))));
      continue;
    }
    if (isAbsent(failure, output)) continue;
    failures.push(failure);
    if (failure.kind !== "error") continue;
    const origin = {
      stage: "hosts" as const,
      target: output,
      hosts: [],
      fallback: flakePlace(validation),
    };
    for (const error of failure.errors)
      problems.add(mapError(error, validation.mapping, origin), origin);
  }
  const [failure] = failures;
  if (failure && hosts.length === 0)
    return endOf(failure, settings.timeouts.hosts, "the outputs cannot be listed");
  validation.hosts = hosts;
  const notes = [`${hosts.length} ${hosts.length === 1 ? "host" : "hosts"}`];
  if (failure) return { status: "failed", reason: "some outputs cannot be listed", notes };
  return missing(validation) > 0
    ? { status: "findings", reason: "source and outputs do not name the same hosts", notes }
    : { status: "ok", notes };
}

/** How many hosts only one side knows, as far as both were looked at. */
function missing({ request, hosts = [] }: Validation): number {
  if (request.staticHosts.length === 0) return 0;
  const key = ({ name, kind }: { name: string; kind: string }): string => `${kind} ${name}`;
  const listed = new Set<string>(hostOutputs.map(({ kind }) => kind));
  const known = new Set(request.staticHosts.filter(({ kind }) => listed.has(kind)).map(key));
  const evaluated = new Set(hosts.map(({ target }) => key(target)));
  return (
    [...known].filter((each) => !evaluated.has(each)).length +
    [...evaluated].filter((each) => !known.has(each)).length
  );
}

/** Everything else in the outputs: their types, checks and packages, without a build. */
export async function checkFlake(validation: Validation): Promise<StageOutcome> {
  const { request, settings, problems, hosts = [] } = validation;
  const outcome = await request.runner.run(checkCommand(settings));
  const failure = failureOf(outcome);
  if (!failure) return { status: "ok" };
  if (failure.kind !== "error") return endOf(failure, settings.timeouts.check);
  const unsound = hosts.filter(
    ({ evaluated }) => evaluated !== undefined && evaluated !== "ok" && evaluated !== "findings",
  );
  let told = 0;
  let known = 0;
  for (const error of failure.errors) {
    if (/some errors were encountered during the evaluation/.test(error.text)) continue;
    const about = [error.activity ?? "", ...error.trace.map(({ text }) => text)];
    const target =
      about
        .map((text) => /'([\w.-]+\.[\w."-]+)'/.exec(text)?.[1])
        .find((each) => each !== undefined) ?? "flake check";
    // What is wrong with a host was said when it was evaluated, and better.
    if (unsound.some(({ path }) => about.some((text) => text.includes(`'${path}'`)))) {
      known += 1;
      continue;
    }
    const origin = { stage: "check" as const, target, hosts: [], fallback: flakePlace(validation) };
    if (problems.add(mapError(error, validation.mapping, origin), origin)) told += 1;
    else known += 1;
  }
  const parts = [
    ...(told > 0 ? [`${told} ${told === 1 ? "error" : "errors"} in other outputs`] : []),
    ...(known > 0 ? [`${known} already told of the hosts`] : []),
  ];
  return { status: "findings", reason: parts.join(", ") || "nix flake check failed" };
}

/** The end of a stage whose call gave no answer for a reason that is no error of the configuration. */
export function endOf(
  failure: CallFailure,
  timeout: number,
  otherwise = "it cannot be evaluated",
): StageOutcome {
  switch (failure.kind) {
    case "timeout":
      return { status: "timeout", reason: `it took over ${timeout / 1000} s` };
    case "out-of-memory":
      return { status: "failed", reason: "out of memory" };
    case "unavailable":
      return { status: "skipped", reason: failure.reason };
    case "cancelled":
      return { status: "skipped", reason: "cancelled" };
    case "broken":
      return { status: "failed", reason: failure.reason };
    case "error":
      return { status: "failed", reason: otherwise };
  }
}

/** Parses what Nix printed; undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Path of the flake.nix in the tree. */
export function flakePath({ request, settings }: Validation): string {
  const folder = relative(request.files.root, settings.folder).replaceAll("\\", "/");
  return folder === "" ? "flake.nix" : `${folder}/flake.nix`;
}

function flakePlace(validation: Validation): Place {
  return startOfFile(validation.request.files, flakePath(validation));
}

/** A host with the place that names it. */
export function hostState(
  validation: Validation,
  output: string,
  kind: HostKind,
  name: string,
): HostState {
  const { request, settings } = validation;
  const written = request.staticHosts.find((host) => host.name === name && host.kind === kind);
  const place =
    written?.place ??
    findMention(request.files, flakePath(validation), output, name) ??
    flakePlace(validation);
  const target = { name, kind };
  return { target, path: targetPath(target, settings), place };
}

function isAbsent(failure: CallFailure, output: string): boolean {
  return (
    failure.kind === "error" &&
    failure.errors.some(
      ({ text }) => text.includes("does not provide attribute") && text.includes(`'${output}'`),
    )
  );
}

function learnCopy(validation: Validation, stdout: NixOutcome["stdout"]): void {
  const metadata = Object(parseJson(stdout)) as Record<string, unknown>;
  const storeCopy = metadata["path"];
  const resolved = Object(metadata["resolved"]) as Record<string, unknown>;
  if (typeof storeCopy !== "string") return;
  useCopy(validation, storeCopy, copiedFolder(resolved) ?? validation.settings.folder);
}

function copiedFolder({ type, url, path }: Record<string, unknown>): string | undefined {
  if (type === "git" && typeof url === "string" && url.startsWith("file://")) {
    try {
      return fileURLToPath(url.replace(/[?#].*$/, ""));
    } catch {
      return undefined;
    }
  }
  return typeof path === "string" ? path : undefined;
}

/** A flake that cannot be evaluated at all has no metadata; its copy is named in what Nix says of it. */
function learnCopyFromErrors(validation: Validation, texts: readonly string[]): void {
  for (const text of texts) {
    const copy = /(\/nix\/store\/[0-9a-z]{32}-source)\/(?:[^\s'`]*\/)?flake\.nix/.exec(text)?.[1];
    if (copy !== undefined) return useCopy(validation, copy, validation.settings.folder);
  }
}

function useCopy(validation: Validation, storeCopy: string, copied: string): void {
  validation.mapping = {
    ...validation.mapping,
    map: createSourceMap(validation.request.files, [{ storeCopy, copied }]),
    roots: [`${storeCopy}/`],
  };
}
