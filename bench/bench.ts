// How long an audit takes, beside other tools on the same tree, in the same run.
// npx tsx bench/bench.ts [--files N] [--seed S] [--tree DIR] [--tool dist/nixaudit.mjs] [--runs N]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findNix, parseAll } from "../test/oracle/nix.ts";
import { makeTree } from "./make-tree.ts";
import { measure, median, type Command, type Measurement } from "./measure.ts";

const { values: options } = parseArgs({
  options: {
    files: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    tree: { type: "string" },
    tool: { type: "string", default: "dist/nixaudit.mjs" },
    runs: { type: "string", default: "3" },
  },
});

const runs = Number(options.runs);
const tool = resolve(options.tool);
const scratch = mkdtempSync(join(tmpdir(), "nixaudit-bench-"));
try {
  await main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const tree = options.tree === undefined ? join(scratch, "tree") : resolve(options.tree);
  if (options.tree === undefined) makeTree(tree, Number(options.files), Number(options.seed));
  const files = findNixFiles(tree);
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(
    `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${availableParallelism()} cores, ` +
      `Node ${process.version}, medians of ${runs}\n`,
  );
  const measurements = [];
  for (const command of [...toolCommands(tree), ...otherTools(tree)]) {
    measurements.push(await measure(command, runs));
  }
  const nix = measureNix(files);
  printTable(nix ? [...measurements, nix] : measurements);
  console.log();
  printTable(await measureStartup());
}

function toolCommands(tree: string): readonly Command[] {
  const cache = join(scratch, "cache");
  const help = spawnSync("node", [tool, "check", "--help"], { encoding: "utf8" }).stdout;
  const hasCache = help.includes("--cache-dir") && help.includes("--no-cache");
  const check = (title: string, ...words: readonly string[]): Command => ({
    title,
    program: "node",
    arguments: [tool, "check", "--no-config", "--format", "json", ...words, tree],
    doneCodes: [0, 1],
  });
  const cold = hasCache ? ["--no-cache"] : [];
  const commands = [
    check("nixaudit, all jobs", ...cold),
    check("nixaudit, 1 job", ...cold, "--jobs", "1"),
  ];
  if (!hasCache) return commands;
  const warm = check("nixaudit, warm cache", "--cache-dir", cache);
  // The first run fills the cache.
  spawnSync(warm.program, warm.arguments, { stdio: "ignore" });
  return [...commands, warm];
}

/** The linters that are on PATH. */
function otherTools(tree: string): readonly Command[] {
  const others: readonly Command[] = [
    { title: "statix check", program: "statix", arguments: ["check", tree], doneCodes: [0, 1] },
    { title: "deadnix", program: "deadnix", arguments: [tree], doneCodes: [0, 1] },
  ];
  return others.filter(({ program }) => {
    const isThere = isOnPath(program);
    if (!isThere) console.log(`${program} is not on PATH: left out\n`);
    return isThere;
  });
}

function isOnPath(program: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    return statSync(join(folder, program), { throwIfNoEntry: false })?.isFile() ?? false;
  });
}

/** Nix stops at each bad file and is started again behind it. */
function measureNix(files: readonly string[]): Measurement | undefined {
  if (!findNix()) {
    console.log("nix-instantiate is not on PATH: left out\n");
    return undefined;
  }
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    parseAll(files);
    return performance.now() - start;
  });
  return {
    title: "nix-instantiate --parse, batched",
    milliseconds: median(times) ?? 0,
    peakMegabytes: undefined,
  };
}

async function measureStartup(): Promise<readonly Measurement[]> {
  const file = join(scratch, "small.nix");
  writeFileSync(file, "{ pkgs, ... }: { environment.systemPackages = [ pkgs.git ]; }\n");
  const commands: readonly Command[] = [
    { title: "node -e 0", program: "node", arguments: ["-e", "0"], doneCodes: [0] },
    {
      title: "nixaudit, one small file",
      program: "node",
      arguments: [tool, "check", "--no-config", file],
      doneCodes: [0, 1],
    },
  ];
  const measurements = [];
  for (const command of commands) measurements.push(await measure(command, runs));
  return measurements;
}

/** Ratios are to the first line. */
function printTable(measurements: readonly Measurement[]): void {
  const [first] = measurements;
  const rows = measurements.map(({ title, milliseconds, peakMegabytes }) => [
    title,
    `${(milliseconds / 1000).toFixed(2)} s`,
    (milliseconds / (first?.milliseconds ?? 1)).toFixed(2),
    peakMegabytes === undefined ? "" : `${peakMegabytes.toFixed(0)} MB`,
  ]);
  const lines = [["", "time", "ratio", "peak memory"], ["---", "--:", "--:", "--:"], ...rows];
  for (const line of lines) console.log(`| ${line.join(" | ")} |`);
}

function findNixFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".nix"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
