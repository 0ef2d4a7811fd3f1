import { resolve } from "node:path";
import { isAtLeast, type AuditFailure, type AuditResult } from "../diagnostic/index.ts";
import { rules } from "../index.ts";
import type { AuditOptions } from "./audit-options.ts";
import { exitCode, type ExitCode } from "./failure.ts";
import { oneLine } from "./one-line.ts";
import { writeOutput, type Output } from "./outputs.ts";
import type { Streams } from "./streams.ts";
import { detectTerminal } from "./terminal.ts";
import { tool } from "./tool.ts";

/** How many of the files that one failure hit are named. */
const NAMED_FILES = 3;

/** Prints the result in every format asked for; `failed` when one of the files could not be written. */
export function reportResult(
  result: AuditResult,
  outputs: readonly Output[],
  options: AuditOptions,
  { stdout, stderr, environment, folder }: Streams,
  displayPath: (path: string) => string,
): ExitCode {
  let code: ExitCode = exitCode.clean;
  for (const { reporter, file } of outputs) {
    const text = reporter.render(result, {
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

/** Tells what went wrong inside, and decides the exit code. */
export function judge(
  { findings, failures }: Pick<AuditResult, "findings" | "failures">,
  { failOn, debug }: Pick<AuditOptions, "failOn" | "debug">,
  stderr: NodeJS.WriteStream,
  displayPath: (path: string) => string,
): ExitCode {
  if (failures.length > 0) {
    for (const line of describeFailures(failures, debug ?? false, displayPath))
      stderr.write(`nixaudit: ${line}\n`);
    return exitCode.failed;
  }
  if (failOn === "never") return exitCode.clean;
  return findings.some(({ severity }) => isAtLeast(severity, failOn))
    ? exitCode.findings
    : exitCode.clean;
}

/** The code that says most: an audit that could not be done, before findings, before none. */
export function worstOf(...codes: readonly ExitCode[]): ExitCode {
  if (codes.includes(exitCode.failed)) return exitCode.failed;
  return codes.includes(exitCode.findings) ? exitCode.findings : exitCode.clean;
}

/** One line for each kind of failure, however many files it hit. */
function describeFailures(
  failures: readonly AuditFailure[],
  isDebugging: boolean,
  displayPath: (path: string) => string,
): readonly string[] {
  const alike = new Map<string, AuditFailure[]>();
  for (const failure of failures) {
    const key = `${failure.ruleId ?? ""} ${failure.message}`;
    alike.set(key, [...(alike.get(key) ?? []), failure]);
  }
  const lines = [...alike.values()].flatMap((group) => {
    const [{ ruleId, message, stack } = { ruleId: undefined, message: "", stack: undefined }] =
      group;
    const paths = group.flatMap(({ path }) =>
      path === undefined ? [] : [oneLine(displayPath(path))],
    );
    const more = paths.length > NAMED_FILES ? ` and ${paths.length - NAMED_FILES} more files` : "";
    const place = paths.length === 0 ? "" : ` on ${paths.slice(0, NAMED_FILES).join(", ")}${more}`;
    const who = ruleId === undefined ? "" : ` in the rule \`${ruleId}\``;
    const line = oneLine(`internal error${who}${place}: ${message}`);
    return isDebugging && stack !== undefined ? [line, ...stack.split("\n")] : [line];
  });
  if (!isDebugging) lines.push("this is a bug in nixaudit; --debug shows where it happened");
  return lines;
}
