import type { StageId, StageResult } from "../diagnostic/index.ts";
import { stageIds } from "../diagnostic/index.ts";
import { basename, relative } from "node:path";
import type { Evaluation, StaticHost } from "../rule/index.ts";
import { evaluateHost } from "./evaluate-host.ts";
import { inParallel } from "./pool.ts";
import { createSourceMap, startOfFile } from "./source-files.ts";
import { buildHost, diffClosures, planBuild, probeBuilds, runTests } from "./stage-derivations.ts";
import { checkFlake, listHosts, readMetadata } from "./stage-flake.ts";
import { checkSyntax } from "./stage-syntax.ts";
import type { NixSettings } from "./settings.ts";
import {
  createProblemList,
  type HostSettings,
  type HostState,
  type StageOutcome,
  type Validation,
  type ValidationRequest,
} from "./validation.ts";

/** What a validation found. */
export interface ValidationOutcome {
  /** In the order of the stages, hosts by risk. */
  readonly stages: readonly StageResult[];
  readonly evaluation: Evaluation;
  readonly settings: readonly HostSettings[];
  /** Names that were asked for with `--host`, and are no host. */
  readonly unknownHosts: readonly string[];
}

/** Stages that are of the whole configuration; all others are of each host. */
const whole: ReadonlySet<StageId> = new Set([
  "probe",
  "syntax",
  "audit",
  "lock",
  "hosts",
  "check",
  "vm",
]);

/** Runs the stages that were asked for, in order. Never throws for what Nix says or does. */
export async function validate(request: ValidationRequest): Promise<ValidationOutcome> {
  const stages: StageResult[] = [];
  const { settings } = request;
  const validation = settings && createValidation(request, settings);

  async function runStage(
    id: StageId,
    host: string | null,
    work: () => Promise<StageOutcome>,
  ): Promise<StageResult> {
    const start = performance.now();
    request.onProgress?.({ stage: id, host });
    const { status, reason, notes = [] } = await work();
    const result: StageResult = {
      id,
      host,
      status,
      reason: reason ?? null,
      ms: Math.round(performance.now() - start),
      notes,
    };
    stages.push(result);
    request.onProgress?.({ stage: id, host, result });
    return result;
  }

  for (const id of stageIds) {
    if (!request.stages.has(id)) continue;
    if (id === "probe") await runStage(id, null, () => Promise.resolve(probed(request)));
    else if (id === "audit") await runStage(id, null, request.audit);
    else if (!validation)
      await runStage(id, null, () =>
        Promise.resolve({ status: "skipped", reason: absence(request) }),
      );
    else if (whole.has(id)) await runStage(id, null, () => runWhole(validation, id));
    else await runForHosts(validation, id);
  }

  async function runForHosts(current: Validation, id: StageId): Promise<void> {
    const hosts = await chosenHosts(current);
    const reason = noHosts(current, hosts);
    if (reason !== undefined) {
      await runStage(id, null, () => Promise.resolve({ status: "skipped", reason }));
      return;
    }
    await inParallel(hosts, id === "build" ? 1 : request.jobs, async (host) => {
      const result = await runStage(id, host.target.name, () => runOne(current, id, host));
      if (id === "evaluate") host.evaluated = result.status;
    });
  }

  const names = validation?.hosts && new Set(validation.hosts.map(({ target }) => target.name));
  return {
    stages: inOrder(stages),
    evaluation: toEvaluation(request, validation),
    settings: validation?.hostSettings ?? [],
    unknownHosts: names ? [...(request.onlyHosts ?? [])].filter((name) => !names.has(name)) : [],
  };
}

function createValidation(request: ValidationRequest, settings: NixSettings): Validation {
  const { files, untracked } = request;
  return {
    request,
    settings,
    mapping: {
      files,
      map: createSourceMap(files, [], settings.includes),
      roots: [`${files.root}/`],
      ...(untracked ? { untracked } : {}),
    },
    problems: createProblemList(),
    hostSettings: [],
  };
}

function probed({ search, settings }: ValidationRequest): StageOutcome {
  if (!search.found) return { status: "skipped", reason: search.reason };
  const { flavor, version, unshare } = search.nix;
  const name = { nix: "Nix", lix: "Lix", determinate: "Determinate Nix" }[flavor];
  return {
    status: "ok",
    notes: [
      `${name} ${version}`,
      settings?.allowsNetwork
        ? "network allowed"
        : unshare !== undefined && settings?.store === undefined
          ? "no network for evaluated code"
          : "evaluated code may reach the network: this machine cannot take it away",
    ],
  };
}

function absence({ search }: ValidationRequest): string {
  return search.found ? "there is nothing to evaluate" : "Nix is not there";
}

function runWhole(validation: Validation, id: StageId): Promise<StageOutcome> {
  const { subject } = validation.settings;
  const isFlake = subject.kind === "flake";
  const skip = (reason: string): Promise<StageOutcome> =>
    Promise.resolve({ status: "skipped", reason });
  const noFlake = "there is no flake.nix";
  switch (id) {
    case "syntax":
      return checkSyntax(validation);
    case "lock":
      return isFlake ? readMetadata(validation) : skip(noFlake);
    case "hosts":
      return isFlake ? listHosts(validation) : Promise.resolve(namedHosts(validation));
    case "check":
      return isFlake ? checkFlake(validation) : skip(noFlake);
    case "vm":
      return isFlake ? runTests(validation) : skip(noFlake);
    default:
      return skip("there is no such stage");
  }
}

function runOne(validation: Validation, id: StageId, host: HostState): Promise<StageOutcome> {
  switch (id) {
    case "evaluate":
      return evaluateHost(validation, host);
    case "ifd":
      return probeBuilds(validation, host);
    case "plan":
      return planBuild(validation, host);
    case "diff":
      return diffClosures(validation, host);
    case "build":
      return buildHost(validation, host);
    default:
      return Promise.resolve({ status: "skipped", reason: "there is no such stage" });
  }
}

/** What is evaluated where there is no flake: one configuration, or the attributes that were named. */
function namedHosts(validation: Validation): StageOutcome {
  const { request, settings } = validation;
  const { subject } = settings;
  if (subject.kind === "none") return { status: "skipped", reason: subject.reason };
  if (subject.kind === "flake") return { status: "ok" };
  const path = relative(request.files.root, subject.file).replaceAll("\\", "/");
  const names = subject.kind === "attributes" ? subject.names : [basename(subject.file)];
  const place = startOfFile(request.files, path);
  validation.hosts = names.map((name) => ({
    target: { name, kind: "nixos" as const },
    path: name,
    place,
  }));
  return { status: "ok", notes: [`${names.length} to evaluate`] };
}

/** The hosts to look at, by risk: those of few files before those of many, unknown ones last. */
async function chosenHosts(validation: Validation): Promise<readonly HostState[]> {
  const { request } = validation;
  // A later stage may be asked for alone.
  if (!validation.hosts) {
    if (validation.settings.subject.kind === "flake") await listHosts(validation);
    else namedHosts(validation);
  }
  return inOrderOfRisk(
    (validation.hosts ?? []).filter(({ target }) => request.onlyHosts?.has(target.name) ?? true),
    request.staticHosts,
  );
}

/** Fewest files first: what few files make up is least likely to fail, and soonest known. */
export function inOrderOfRisk<Named extends { readonly target: { readonly name: string } }>(
  hosts: readonly Named[],
  staticHosts: readonly Pick<StaticHost, "name" | "closure">[],
): readonly Named[] {
  const sizes = new Map(staticHosts.map(({ name, closure }) => [name, closure.length]));
  const sizeOf = ({ target }: Named): number => sizes.get(target.name) ?? Number.MAX_SAFE_INTEGER;
  return hosts.toSorted(
    (a, b) => sizeOf(a) - sizeOf(b) || (a.target.name < b.target.name ? -1 : 1),
  );
}

function noHosts(
  { hosts, settings }: Validation,
  chosen: readonly HostState[],
): string | undefined {
  if (settings.subject.kind === "none") return settings.subject.reason;
  if (!hosts) return "the hosts are not known";
  if (hosts.length === 0) return "the outputs hold no hosts";
  return chosen.length === 0 ? "none of the hosts was asked for" : undefined;
}

function toEvaluation(
  { staticHosts }: ValidationRequest,
  validation: Validation | undefined,
): Evaluation {
  return {
    problems: validation?.problems.all ?? [],
    hosts: validation?.hosts?.map(({ target, place, drvPath, closureSize }) => ({
      ...target,
      place,
      ...(drvPath === undefined ? {} : { drvPath }),
      ...(closureSize === undefined ? {} : { closureSize }),
    })),
    staticHosts,
  };
}

/** By stage; within one, hosts stay in the order in which they came to an end, which is made stable by name. */
function inOrder(stages: readonly StageResult[]): readonly StageResult[] {
  return stages.toSorted(
    (a, b) =>
      stageIds.indexOf(a.id) - stageIds.indexOf(b.id) ||
      ((a.host ?? "") < (b.host ?? "") ? -1 : (a.host ?? "") > (b.host ?? "") ? 1 : 0),
  );
}
