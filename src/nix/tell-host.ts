import { findNearestName } from "../text/index.ts";
import type { EvaluationProblem } from "../rule/index.ts";
import { hostCommand } from "./commands.ts";
import { failureOf } from "./failure.ts";
import { findMessage, splitOption } from "./find-definition.ts";
import type { HostAnswer } from "./host-query.ts";
import { headline, mapError, mapWarning, type MessageOrigin } from "./map-problem.ts";
import type { NixMessage } from "./messages.ts";
import type { NixOutcome } from "./run.ts";
import { parseJson } from "./stage-flake.ts";
import type { HostState, Validation } from "./validation.ts";

/** What a host says while it is evaluated. */
export function originOf(host: HostState): MessageOrigin {
  return { stage: "evaluate", target: host.path, hosts: [host.target.name], fallback: host.place };
}

/** Files to look for a message in: those of the host before all others. */
export function* pathsOf({ request }: Validation, { target }: HostState): Generator<string> {
  const closure =
    request.staticHosts.find(({ name, kind }) => name === target.name && kind === target.kind)
      ?.closure ?? [];
  yield* closure;
  const seen = new Set(closure);
  for (const path of request.files.paths) if (!seen.has(path)) yield path;
}

/** Tells the warnings of a host: those of its modules, and those that its evaluation prints. */
export function tellWarnings(
  validation: Validation,
  host: HostState,
  answer: HostAnswer,
  { log }: NixOutcome,
): void {
  const { problems, mapping } = validation;
  const origin = originOf(host);
  for (const text of answer.warnings) {
    const written = findMessage(mapping.files, "warnings", text, pathsOf(validation, host));
    problems.add(mapWarning({ text, trace: [] }, mapping, origin, written), origin);
  }
  // nixpkgs prints the warnings as well, when the toplevel is evaluated.
  const told = new Set(answer.warnings.map((text) => headline(text, mapping.map)));
  for (const message of log.messages) {
    if (message.level !== "warning" || !message.isEvaluated) continue;
    if (!told.has(headline(message.text, mapping.map)))
      problems.add(mapWarning(message, mapping, origin, undefined), origin);
  }
}

/** Tells an error of a host: each assertion in it as one of its own. */
export async function tellError(
  validation: Validation,
  host: HostState,
  error: NixMessage,
): Promise<void> {
  const { problems, mapping } = validation;
  const origin = originOf(host);
  if (isAssertions(error)) {
    for (const message of assertionsIn([error])) {
      const at =
        findMessage(mapping.files, "assertions", message, pathsOf(validation, host)) ?? host.place;
      const { related } = mapError(error, mapping, origin);
      const base = { related, hosts: origin.hosts, target: origin.target, stage: origin.stage };
      problems.add(
        { ...base, kind: "assertion", at, message: headline(message, mapping.map) },
        origin,
      );
    }
    return;
  }
  const problem = mapError(error, mapping, origin);
  problems.add(
    problem.kind === "unknown-option" ? await withNearest(validation, host, problem) : problem,
    origin,
  );
}

/** Adds the name that was probably meant, from the host's own options. */
async function withNearest(
  { request, settings }: Validation,
  host: HostState,
  problem: EvaluationProblem & { readonly kind: "unknown-option" },
): Promise<EvaluationProblem> {
  const path = splitOption(problem.option);
  const outcome = await request.runner.run(
    hostCommand(settings, host.target, { kind: "option-names", path }),
  );
  const { names, rest } = Object(
    failureOf(outcome) ? undefined : parseJson(outcome.stdout),
  ) as Record<string, unknown>;
  if (!Array.isArray(names) || !Array.isArray(rest)) return problem;
  const known = path.slice(0, path.length - rest.length);
  const nearest = findNearestName(String(rest[0] ?? ""), names.map(String));
  return nearest === undefined ? problem : { ...problem, nearest: [...known, nearest].join(".") };
}

/** Whether an error is the one text that nixpkgs makes of all failed assertions. */
export function isAssertions({ text }: NixMessage): boolean {
  return /^\s*Failed assertions:/.test(text);
}

/** The bullets of "Failed assertions:"; lines that go on are not indented. */
export function assertionsIn(errors: readonly NixMessage[]): readonly string[] {
  return errors.filter(isAssertions).flatMap(({ text }) =>
    text
      .split(/\n\s*- /)
      .slice(1)
      .map((each) => each.trim()),
  );
}
