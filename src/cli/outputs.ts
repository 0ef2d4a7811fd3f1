import { dirname, resolve } from "node:path";
import { createFolder, writeReplacement } from "../engine/index.ts";
import { reporters, type Reporter } from "../report/index.ts";
import { UsageError } from "./failure.ts";
import { suggestName } from "./names.ts";

/** A format and where it goes: to a file, or to standard output. */
export interface Output {
  readonly reporter: Reporter;
  readonly file?: string;
}

/** Reads `--format NAME[=FILE]` options; text on standard output where there is none. */
export function parseOutputs(values: readonly string[]): Output[] {
  const outputs = (values.length === 0 ? ["text"] : values).map(parseOutput);
  const toStandardOutput = outputs.filter(({ file }) => file === undefined);
  if (toStandardOutput.length > 1) {
    const names = toStandardOutput.map(({ reporter }) => reporter.name).join(" and ");
    throw new UsageError(
      `--format: only one format can go to standard output, not ${names}; give the others a file, as in --format sarif=FILE`,
    );
  }
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined)
    throw new UsageError(`--format: two formats cannot go to one file, ${twice}`);
  return outputs;
}

function parseOutput(value: string): Output {
  const at = value.indexOf("=");
  const name = at === -1 ? value : value.slice(0, at);
  const file = at === -1 ? undefined : value.slice(at + 1);
  const reporter = reporters.get(name);
  if (!reporter) {
    const hint = suggestName(name, [...reporters.keys()]);
    throw new UsageError(`--format: there is no format \`${name}\`; ${hint}`);
  }
  if (file === "") throw new UsageError(`--format: no file after \`${name}=\``);
  return { reporter, ...(file === undefined ? {} : { file }) };
}

/** Writes a report file, with the folders above it; says why where that failed. */
export function writeOutput(file: string, text: string): string | undefined {
  try {
    createFolder(dirname(file));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const written = writeReplacement(file, Buffer.from(text));
  return written.ok ? undefined : written.problem;
}
