import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built tool. */
export const tool = fileURLToPath(new URL("../../dist/nixaudit.mjs", import.meta.url));

/** What a run of the tool gave. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly folder: string;
  readonly input?: string | Uint8Array;
  /** Beside `PATH`, and a `HOME` of its own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the built tool as a user would, in an environment with nothing in it that changes what it prints. */
export function runTool(given: readonly string[], options: RunOptions): Promise<Run> {
  return runProgram(process.execPath, [tool, ...given], options);
}

/** Runs a program and waits for its end. */
export function runProgram(
  program: string,
  given: readonly string[],
  { folder, input, environment }: RunOptions,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, given, {
      cwd: folder,
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: `${folder}.home`,
        ...environment,
      },
      timeout: 60_000,
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...output }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** A temporary folder with files, by their path in it; its runs have a home beside it. */
export function createTree(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nixaudit-cli-")));
  mkdirSync(`${folder}.home`);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Removes a tree, and the home folder of the runs in it. */
export function removeTree(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.home`, { recursive: true, force: true });
}
