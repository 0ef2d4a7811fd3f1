import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** One way to run a tool. */
export interface Command {
  readonly title: string;
  readonly program: string;
  readonly arguments: readonly string[];
  /** Exit codes that mean the work was done: linters exit with 1 when they find something. */
  readonly doneCodes: readonly number[];
}

/** Medians over several runs. */
export interface Measurement {
  readonly title: string;
  readonly milliseconds: number;
  /** Largest resident size of the process; unknown where the system has no /proc. */
  readonly peakMegabytes: number | undefined;
}

interface Run {
  readonly milliseconds: number;
  readonly peakKilobytes: number | undefined;
}

/** How often the resident size is looked at. */
const POLL_MILLISECONDS = 10;

/** Runs a command a number of times, one after the other, and takes the medians. */
export async function measure(command: Command, times: number): Promise<Measurement> {
  const runs: Run[] = [];
  for (let time = 0; time < times; time++) runs.push(await runOnce(command));
  const peak = median(runs.flatMap(({ peakKilobytes }) => peakKilobytes ?? []));
  return {
    title: command.title,
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)) ?? 0,
    peakMegabytes: peak === undefined ? undefined : peak / 1024,
  };
}

/** The middle one; of an even number the mean of the two. */
export function median(values: readonly number[]): number | undefined {
  const ordered = values.toSorted((a, b) => a - b);
  const middle = ordered.slice((ordered.length - 1) >> 1, (ordered.length >> 1) + 1);
  return middle.length === 0
    ? undefined
    : middle.reduce((sum, one) => sum + one, 0) / middle.length;
}

async function runOnce({ title, program, arguments: words, doneCodes }: Command): Promise<Run> {
  const start = performance.now();
  const child = spawn(program, words, { stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (stderr.length < 2000) stderr += chunk.toString();
  });
  let peakKilobytes: number | undefined;
  const look = (): void => {
    peakKilobytes = readPeak(child.pid) ?? peakKilobytes;
  };
  const timer = setInterval(look, POLL_MILLISECONDS);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    if (code === null || !doneCodes.includes(code))
      throw new Error(`${title} ended with ${code}: ${stderr.trim()}`);
    return { milliseconds: performance.now() - start, peakKilobytes };
  } finally {
    clearInterval(timer);
  }
}

/** The kernel keeps the largest resident size of a process, for as long as it lives. */
function readPeak(process: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${process}/status`, "utf8");
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes);
  } catch {
    return undefined;
  }
}
