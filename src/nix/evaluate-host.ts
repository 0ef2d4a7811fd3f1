import { formerNames } from "../options/index.ts";
import { hostCommand } from "./commands.ts";
import { failureOf, type CallFailure } from "./failure.ts";
import { findMessage } from "./find-definition.ts";
import type { AnsweredSetting, HostAnswer, HostQuestion, WantedPath } from "./host-query.ts";
import { headline, mapWarning } from "./map-problem.ts";
import type { NixOutcome } from "./run.ts";
import { placeSetting } from "./place-setting.ts";
import { endOf, parseJson } from "./stage-flake.ts";
import {
  assertionsIn,
  isAssertions,
  originOf,
  pathsOf,
  tellError,
  tellWarnings,
} from "./tell-host.ts";
import type { HostState, StageOutcome, Validation } from "./validation.ts";

/** Halving a list of settings this often finds the one that cannot be evaluated among hundreds. */
const MOST_HALVINGS = 24;

/**
 * Evaluates one host in processes of its own. A sound one takes a single call; where that fails, what failed is asked for
 * alone, so that one error hides neither the assertions nor the settings.
 */
export async function evaluateHost(validation: Validation, host: HostState): Promise<StageOutcome> {
  const settings = { paths: settingPaths(validation), roots: validation.mapping.roots };
  const begin = await ask(validation, host, { kind: "everything", settings });
  if (begin.answer) {
    tellWarnings(validation, host, begin.answer, begin.outcome);
    return conclude(validation, host, begin.answer);
  }
  if (begin.failure.kind !== "error") return stop(validation, host, begin.failure);

  const top = await ask(validation, host, { kind: "toplevel" });
  if (top.failure && top.failure.kind !== "error") return stop(validation, host, top.failure);
  const asserted = await ask(validation, host, { kind: "assertions" });
  const warned = await ask(validation, host, { kind: "warnings" });
  const answer: HostAnswer = {
    failed: asserted.answer?.failed ?? assertionsIn(top.failure?.errors ?? []),
    warnings: warned.answer?.warnings ?? [],
    toplevel: top.answer?.toplevel ?? null,
    settings: await settingsInHalves(validation, host, settings.paths),
  };
  tellWarnings(validation, host, answer, top.outcome);
  const errors = top.failure?.errors ?? [];
  for (const error of errors) {
    if (isAssertions(error) && answer.failed.length > 0) continue;
    await tellError(validation, host, error);
  }
  // What only the question about assertions or warnings met does not keep the host from being built.
  return conclude(validation, host, answer);
}

interface Asked {
  readonly outcome: NixOutcome;
}

type Answered =
  | (Asked & { readonly answer: HostAnswer; readonly failure?: undefined })
  | (Asked & { readonly answer?: undefined; readonly failure: CallFailure });

async function ask(
  { request, settings }: Validation,
  host: HostState,
  question: HostQuestion,
): Promise<Answered> {
  const outcome = await request.runner.run(hostCommand(settings, host.target, question));
  const failure = failureOf(outcome);
  if (failure) return { outcome, failure };
  const answer = toAnswer(parseJson(outcome.stdout));
  return answer
    ? { outcome, answer }
    : { outcome, failure: { kind: "broken", reason: "Nix printed no JSON" } };
}

function toAnswer(value: unknown): HostAnswer | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { failed, warnings, toplevel, settings } = value as Record<string, unknown>;
  const texts = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);
  return {
    failed: texts(failed),
    warnings: texts(warnings),
    toplevel: typeof toplevel === "string" ? toplevel : null,
    settings: Array.isArray(settings) ? (settings as AnsweredSetting[]) : [],
  };
}

/** The option paths of rules as lists of names. What lies below `[]` or `**` is looked at in the value. */
export function settingPaths({
  request,
}: {
  readonly request: Pick<Validation["request"], "optionPaths">;
}): readonly WantedPath[] {
  const paths = new Map<string, WantedPath>();
  for (const path of request.optionPaths) {
    const segments: string[] = [];
    for (const segment of path.split(".")) {
      if (segment === "**" || segment === "[]") break;
      segments.push(segment.replace(/\[\]$/, ""));
      if (segment.endsWith("[]")) break;
    }
    const name = segments.join(".");
    const formers = formerNames(name).map((former) => former.split("."));
    if (segments.length > 0 && segments[0] !== "*") paths.set(name, { path: segments, formers });
  }
  return [...paths.values()];
}

/** Evaluates settings in smaller and smaller groups around those that fail. */
async function settingsInHalves(
  validation: Validation,
  host: HostState,
  paths: readonly WantedPath[],
): Promise<readonly AnsweredSetting[]> {
  const found: AnsweredSetting[] = [];
  const groups: (readonly WantedPath[])[] = [paths];
  for (let call = 0; call < MOST_HALVINGS; call++) {
    const group = groups.shift();
    if (!group) break;
    if (group.length === 0) continue;
    const { roots } = validation.mapping;
    const { answer, failure } = await ask(validation, host, {
      kind: "settings",
      settings: { paths: group, roots },
    });
    if (answer) found.push(...answer.settings);
    else if (failure.kind !== "error") break;
    else if (group.length > 1) {
      const middle = group.length >> 1;
      groups.push(group.slice(0, middle), group.slice(middle));
    } else continue;
    // Where the whole configuration cannot be evaluated, no part of it can.
    if (call >= 4 && found.length === 0) break;
  }
  return found;
}

function conclude(validation: Validation, host: HostState, answer: HostAnswer): StageOutcome {
  const { problems, mapping, request } = validation;
  const origin = originOf(host);
  const placed = { related: [], hosts: origin.hosts, target: origin.target, stage: origin.stage };
  for (const message of answer.failed) {
    const at =
      findMessage(mapping.files, "assertions", message, pathsOf(validation, host)) ?? host.place;
    const option = mapWarning({ text: message, trace: [] }, mapping, origin, undefined);
    problems.add(
      {
        ...placed,
        kind: "assertion",
        at: at === host.place ? option.at : at,
        message: headline(message, mapping.map),
      },
      origin,
    );
  }
  validation.hostSettings.push({
    host: host.target.name,
    place: host.place,
    settings: answer.settings.map((setting) => placeSetting(setting, validation)),
  });
  if (answer.toplevel !== null) {
    host.drvPath = answer.toplevel;
    const notes = [answer.toplevel];
    const warned = problems.all.some(
      ({ kind, hosts }) => kind === "warning" && hosts.includes(host.target.name),
    );
    return warned
      ? { status: "findings", reason: "evaluated, with warnings", notes }
      : { status: "ok", notes };
  }
  const mine = problems.all.filter(
    ({ hosts, kind }) => kind !== "warning" && hosts.includes(host.target.name),
  );
  if (mine.some(({ kind }) => kind === "evaluation-time-build")) {
    host.needsBuild = true;
    if (mine.every(({ kind }) => kind === "evaluation-time-build"))
      return {
        status: "skipped",
        reason: "it builds something while it is evaluated; --allow-ifd allows that",
      };
  }
  const count = mine.filter(({ kind }) => kind === "assertion").length;
  if (count > 0 && count === mine.length) {
    return {
      status: "failed",
      reason: `${count} failed ${count === 1 ? "assertion" : "assertions"}`,
    };
  }
  const first = mine[0]?.at;
  const line = first && request.files.open(first.path)?.source.positionAt(first.span.start).line;
  return {
    status: "failed",
    reason: first
      ? `it cannot be evaluated, see ${first.path}:${line ?? 1}`
      : "it cannot be evaluated",
  };
}

function stop(validation: Validation, host: HostState, failure: CallFailure): StageOutcome {
  const { problems, settings } = validation;
  const { timeouts, heapLimit } = settings;
  const origin = originOf(host);
  const base = {
    at: host.place,
    related: [],
    hosts: origin.hosts,
    target: origin.target,
    stage: origin.stage,
  };
  const seconds = `${timeouts.evaluate / 1000} s`;
  const megabytes = `${Math.round(heapLimit / 1_000_000)} MB`;
  if (failure.kind === "timeout") {
    problems.add(
      { ...base, kind: "timeout", message: "evaluation took too long", limit: seconds },
      origin,
    );
  } else if (failure.kind === "out-of-memory") {
    problems.add(
      { ...base, kind: "out-of-memory", message: "evaluation ran out of memory", limit: megabytes },
      origin,
    );
    return { status: "failed", reason: `out of memory at ${megabytes}` };
  }
  return endOf(failure, timeouts.evaluate);
}
