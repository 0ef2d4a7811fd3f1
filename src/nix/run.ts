import { spawn } from "node:child_process";
import type { NixCommand, NixExit } from "./command.ts";
import { createLogReader, type NixLog } from "./messages.ts";

/** What one call of Nix gave. */
export interface NixOutcome {
  readonly exit: NixExit;
  /** To be read only where the exit code is 0: Nix leaves half a value there when it fails. */
  readonly stdout: string;
  readonly log: NixLog;
  /** Milliseconds. */
  readonly ms: number;
}

/** Runs calls of Nix; knows those that are under way. */
export interface NixRunner {
  /** Never rejects: what goes wrong is in the outcome. */
  run(command: NixCommand): Promise<NixOutcome>;
  /** Kills all that run, with everything that they started, and starts nothing more. */
  cancel(): void;
}

/** A value larger than this is none that a stage asked for. */
const MOST_OUTPUT = 64_000_000;

/** Longest line of a log that is looked at. */
const LONGEST_LINE = 4_000_000;

/**
 * Makes a runner. Nix ignores SIGINT, SIGTERM and SIGHUP while it evaluates, so each call is a process group of its own,
 * which SIGKILL ends at the timeout.
 */
export function createRunner(): NixRunner {
  const groups = new Set<number>();
  let isCancelled = false;
  return {
    run: (command) =>
      isCancelled
        ? Promise.resolve(endedEarly({ kind: "cancelled" }))
        : start(command, groups, () => isCancelled),
    cancel() {
      isCancelled = true;
      for (const group of groups) killGroup(group);
    },
  };
}

function start(
  { program, argv, cwd, env, timeout }: NixCommand,
  groups: Set<number>,
  isCancelled: () => boolean,
): Promise<NixOutcome> {
  return new Promise((resolve) => {
    const begin = performance.now();
    const reader = createLogReader();
    const output: string[] = [];
    let length = 0;
    let isLate = false;
    let isTooMuch = false;
    const child = spawn(program, argv, {
      cwd,
      env,
      detached: true,
      shell: false,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const { pid } = child;
    if (pid !== undefined) groups.add(pid);
    const kill = (): void => {
      if (pid !== undefined) killGroup(pid);
    };
    const timer = setTimeout(() => {
      isLate = true;
      kill();
    }, timeout);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      length += text.length;
      if (length <= MOST_OUTPUT) output.push(text);
      else if (!isTooMuch) {
        isTooMuch = true;
        kill();
      }
    });
    const lines = splitLines((line) => reader.read(line));
    child.stderr.setEncoding("utf8").on("data", lines.add);
    const finish = (exit: NixExit): void => {
      clearTimeout(timer);
      if (pid !== undefined) {
        groups.delete(pid);
        // Whatever the call left behind in its group ends with it.
        killGroup(pid);
      }
      lines.end();
      const ms = Math.round(performance.now() - begin);
      resolve({ exit, stdout: output.join(""), log: reader.finish(), ms });
    };
    child.on("error", (error) => finish({ kind: "unstartable", detail: error.message }));
    child.on("close", (code, signal) => {
      if (isCancelled()) finish({ kind: "cancelled" });
      else if (isLate) finish({ kind: "timeout" });
      else if (isTooMuch) finish({ kind: "unstartable", detail: "it wrote over 64 MB" });
      else if (code === null) finish({ kind: "killed", signal: signal ?? "a signal" });
      else finish({ kind: "exited", code });
    });
  });
}

function endedEarly(exit: NixExit): NixOutcome {
  return { exit, stdout: "", log: createLogReader().finish(), ms: 0 };
}

function killGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // It is gone already.
  }
}

/** Cuts a stream into lines; what is too long for a line is passed over. */
function splitLines(read: (line: string) => void): {
  readonly add: (text: string) => void;
  readonly end: () => void;
} {
  let parts: string[] = [];
  let length = 0;
  const flush = (): void => {
    if (length > 0 && length <= LONGEST_LINE) read(parts.join(""));
    parts = [];
    length = 0;
  };
  return {
    add(text) {
      let from = 0;
      for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", from)) {
        parts.push(text.slice(from, at));
        length += at - from;
        flush();
        from = at + 1;
      }
      const rest = text.slice(from);
      length += rest.length;
      if (length <= LONGEST_LINE) parts.push(rest);
    },
    end: flush,
  };
}
