import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The Nix on this machine. */
export interface Nix {
  readonly major: number;
  readonly minor: number;
  /** As `nix-instantiate --version` says it. */
  readonly version: string;
}

/** What Nix says against a file; line and column as Nix counts them: from 1, the column in bytes. */
export interface NixError {
  readonly message: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** The value of an expression in Nix's own notation, or why there is none. */
export type Evaluated = { readonly value: string } | { readonly error: NixError };

interface Outcome {
  readonly output: string | undefined;
  readonly error: NixError | undefined;
}

/** Names of files are handed over until they fill this many bytes. */
const ARGUMENT_BYTES = 100_000;

const commonArguments = [
  ...["--store", "dummy://", "--log-format", "internal-json"],
  ...["--extra-experimental-features", "flakes fetch-tree pipe-operators"],
];

let known: { readonly nix: Nix | undefined } | undefined;

/** The Nix of this machine, if it has one. Asked once a process. */
export function findNix(): Nix | undefined {
  known ??= { nix: askVersion() };
  return known.nix;
}

/** For each file, what `nix-instantiate --parse` says against it: syntax, undefined names, double definitions. */
export function parseAll(files: readonly string[]): Map<string, NixError | undefined> {
  return mapOutcomes(runEach(["--parse"], files), ({ error }) => error);
}

/** For each file, the fully parenthesised expression that Nix makes of it; `undefined` where it is refused. */
export function normalForms(files: readonly string[]): Map<string, string | undefined> {
  return mapOutcomes(runEach(["--parse"], files), ({ output }) => output);
}

/** The normal form of each text; see {@link normalForms}. */
export function normalFormsOf(
  texts: readonly (string | Uint8Array)[],
): readonly (string | undefined)[] {
  return withFiles(texts, (files) => [...normalForms(files).values()]);
}

/** What Nix says against each text; see {@link parseAll}. */
export function parseTexts(
  texts: readonly (string | Uint8Array)[],
): readonly (NixError | undefined)[] {
  return withFiles(texts, (files) => [...parseAll(files).values()]);
}

/** Evaluates closed expressions all the way down. */
export function evaluate(expressions: readonly string[]): readonly Evaluated[] {
  return withFiles(expressions, (files) =>
    Array.from(runEach(["--eval", "--strict"], files).values(), ({ output, error }) =>
      error ? { error } : { value: output ?? "" },
    ),
  );
}

function askVersion(): Nix | undefined {
  const { status, stdout } = spawnSync("nix-instantiate", ["--version"], { encoding: "utf8" });
  if (status !== 0) return undefined;
  const [, major = "0", minor = "0"] = /(\d+)\.(\d+)/.exec(stdout) ?? [];
  return { major: Number(major), minor: Number(minor), version: stdout.trim() };
}

/** Nix stops at the first file that it refuses: goes on behind it until all are done. */
function runEach(mode: readonly string[], files: readonly string[]): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (let next = 0; next < files.length;) {
    const batch = takeBatch(files, next);
    const { stdout, stderr, status, error } = spawnSync(
      "nix-instantiate",
      [...mode, ...commonArguments, ...batch],
      { encoding: "utf8", maxBuffer: 1024 ** 3 },
    );
    if (error) throw error;
    const lines = stdout.split("\n").slice(0, -1);
    for (const [index, output] of lines.entries()) {
      outcomes.set(batch[index] ?? "", { output, error: undefined });
    }
    next += lines.length;
    if (status === 0) {
      if (lines.length !== batch.length)
        throw new Error(`${batch.length} files, ${lines.length} lines`);
      continue;
    }
    outcomes.set(batch[lines.length] ?? "", { output: undefined, error: readError(stderr) });
    next += 1;
  }
  return outcomes;
}

function takeBatch(files: readonly string[], from: number): readonly string[] {
  let bytes = 0;
  let to = from;
  while (to < files.length && (to === from || bytes < ARGUMENT_BYTES)) {
    bytes += Buffer.byteLength(files[to] ?? "") + 9;
    to += 1;
  }
  return files.slice(from, to);
}

function readError(stderr: string): NixError {
  let found: NixError | undefined;
  for (const line of stderr.split("\n")) {
    if (!line.startsWith("@nix ")) continue;
    const entry = JSON.parse(line.slice(5)) as {
      readonly level?: number;
      readonly msg?: string;
      readonly raw_msg?: string;
      readonly line?: number | null;
      readonly column?: number | null;
    };
    if (entry.level !== 0) continue;
    found = {
      message: withoutColor(entry.raw_msg ?? entry.msg ?? ""),
      line: entry.line ?? undefined,
      column: entry.column ?? undefined,
    };
  }
  // Where Nix dies of a stack overflow, it says so in plain text or not at all.
  return found ?? { message: withoutColor(stderr).trim(), line: undefined, column: undefined };
}

function withoutColor(text: string): string {
  // eslint-disable-next-line no-control-regex -- that is what colour is made of
  return text.replace(/\x1b\[[0-9;]*m/g, "");
}

function mapOutcomes<T>(
  outcomes: ReadonlyMap<string, Outcome>,
  change: (outcome: Outcome) => T,
): Map<string, T> {
  return new Map(Array.from(outcomes, ([file, outcome]) => [file, change(outcome)]));
}

function withFiles<T>(
  texts: readonly (string | Uint8Array)[],
  use: (files: readonly string[]) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), "nixaudit-oracle-"));
  try {
    return use(
      texts.map((text, index) => {
        const file = join(folder, `${index}.nix`);
        writeFileSync(file, text);
        return file;
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
