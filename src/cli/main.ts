#!/usr/bin/env node
import { CommanderError } from "commander";
import { withReason } from "./add-ignores.ts";
import { exitCode, UsageError } from "./failure.ts";
import { loadOtherCommands } from "./other-commands.ts";
import { createProgram } from "./program.ts";
import { oneLine } from "./one-line.ts";
import { processStreams } from "./streams.ts";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that closes the pipe early, such as `head`, has had enough: that is no error.
  if (error.code === "EPIPE") process.exit();
  fail(`cannot write to standard output: ${error.message}`);
  process.exit();
});
process.stderr.on("error", () => undefined);

try {
  const others = await loadOtherCommands(process.argv.slice(2));
  const onDone = (code: number): void => {
    process.exitCode = code;
  };
  const program = createProgram(processStreams(), onDone, others);
  await program.parseAsync(withReason(process.argv));
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) process.exitCode = exitCode.clean;
    else fail(explainCommanderError(error));
  } else if (error instanceof UsageError) {
    fail(error.message);
  } else {
    failInternally(error);
  }
}

function fail(message: string): void {
  process.exitCode = exitCode.failed;
  for (const line of message.split("\n")) process.stderr.write(`nixaudit: ${oneLine(line)}\n`);
}

function failInternally(error: unknown): void {
  const isDebugging = process.argv.includes("--debug");
  fail(`internal error: ${error instanceof Error ? error.message : String(error)}`);
  if (isDebugging && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  if (!isDebugging) fail("this is a bug in nixaudit; --debug shows where it happened");
}

/** From "error: unknown option '--colour'\n(Did you mean --color?)" to one line. */
function explainCommanderError({ message }: CommanderError): string {
  const [problem = "", suggestion] = message
    .replace(/^error: /, "")
    .split(/\n\(Did you mean (.*)\?\)/s);
  const hint =
    suggestion === undefined
      ? "`nixaudit --help` lists the options"
      : `did you mean \`${suggestion}\`?`;
  return `${problem.replace(/\.$/, "").replace(/'([^']*)'/g, "`$1`")}; ${hint}`;
}
