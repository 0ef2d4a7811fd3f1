import { resolve } from "node:path";
import { isAtLeast, type ValidationResult } from "../diagnostic/index.ts";
import { rules } from "../index.ts";
import { renderValidation } from "../report/index.ts";
import type { StaticHost } from "../rule/index.ts";
import { exitCode, type ExitCode } from "./failure.ts";
import { oneLine } from "./one-line.ts";
import { writeOutput, type Output } from "./outputs.ts";
import { judge } from "./report.ts";
import type { Streams } from "./streams.ts";
import { detectTerminal } from "./terminal.ts";
import { tool } from "./tool.ts";
import type { ValidateOptions } from "./validate-options.ts";

/** Prints the result in every format asked for; `failed` when a file could not be written. */
export function reportValidation(
  result: ValidationResult,
  outputs: readonly Output[],
  options: ValidateOptions,
  { stdout, stderr, environment, folder }: Streams,
  displayPath: (path: string) => string,
): ExitCode {
  let code: ExitCode = exitCode.clean;
  for (const { reporter, file } of outputs) {
    const text = renderValidation(result, reporter, {
      rules,
      toolVersion: tool.version,
      homepage: tool.homepage,
      ...detectTerminal(options.color, file === undefined ? stdout : {}, environment),
      verbose: options.verbose ?? false,
      displayPath,
    });
    if (file === undefined) {
      stdout.write(text);
      continue;
    }
    const problem = writeOutput(resolve(folder, file), text);
    if (problem === undefined) continue;
    stderr.write(`nixaudit: cannot write ${oneLine(file)}: ${problem}\n`);
    code = exitCode.failed;
  }
  return code;
}

/** The exit code. A stage that failed or took too long is never a success, unless all that is known of it is allowed. */
export function judgeValidation(
  result: ValidationResult,
  options: ValidateOptions,
  stderr: NodeJS.WriteStream,
  displayPath: (path: string) => string,
): ExitCode | 125 {
  const { bisect, failOnWarnings, debug } = options;
  const failOn = failOnWarnings && options.failOn === "error" ? "warning" : options.failOn;
  const code = judge(result, { failOn, ...(debug ? { debug } : {}) }, stderr, displayPath);
  if (bisect) return judgeForBisect(result);
  if (code !== exitCode.clean || failOn === "never") return code;
  return unfinished(result).length > 0 ? exitCode.findings : exitCode.clean;
}

/** Only what Nix says counts: the same source finding stands in every revision. */
function judgeForBisect(result: ValidationResult): ExitCode | 125 {
  const isBad = result.findings.some(
    ({ category, severity, ruleId }) =>
      category === "evaluation" && isAtLeast(severity, "error") && ruleId !== "evaluation-timeout",
  );
  if (isBad) return exitCode.findings;
  const isUnknown = result.stages.some(
    ({ id, status }) =>
      status === "timeout" || status === "failed" || (status === "skipped" && judged.has(id)),
  );
  return isUnknown || result.failures.length > 0 ? 125 : exitCode.clean;
}

/** Without these nothing is known of a revision. */
const judged = new Set(["probe", "hosts", "evaluate", "build"]);

/** Stages that failed or took too long, but for hosts all of whose errors are allowed. */
function unfinished({ stages, suppressed }: ValidationResult): ValidationResult["stages"] {
  const allowed = new Set(
    suppressed.flatMap(({ by, diagnostic }) => (by === "allowed" ? diagnostic.hosts : [])),
  );
  return stages.filter(
    ({ status, host }) =>
      (status === "failed" || status === "timeout") && (host === null || !allowed.has(host)),
  );
}

/** Names of the hosts that a change of these files touches, in their order. */
export function affectedHosts(
  staticHosts: readonly Pick<StaticHost, "name" | "closure" | "place">[],
  changed: ReadonlySet<string>,
): readonly string[] {
  // What is in the lock file is in every host.
  const touchesAll = [...changed].some((path) => /(^|\/)flake\.lock$/.test(path));
  return staticHosts.flatMap(({ name, closure, place }) =>
    touchesAll || changed.has(place.path) || closure.some((path) => changed.has(path))
      ? [name]
      : [],
  );
}
