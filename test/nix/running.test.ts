import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createRunner } from "../../src/nix/index.ts";
import { removeTree, runTool, tool } from "../cli/command-line.ts";
import { createFlake, flakeWith, isRunning, lacksNix } from "./flakes.ts";

let folder = "";
afterEach(() => removeTree(folder));

/** A program that ignores what a polite end is asked with, and starts another that does. */
const stubborn = (file: string): string[] => [
  "-c",
  `trap '' TERM INT HUP; sh -c "trap '' TERM INT HUP; echo \\$\\$ > ${file}; while :; do sleep 1; done"; sleep 60`,
];

describe("the runner", () => {
  it("ends a call at its timeout with all that it started", async () => {
    const scratch = mkdtempSync(join(tmpdir(), "nixaudit-run-"));
    const runner = createRunner();
    const { exit, ms } = await runner.run({
      program: "/bin/sh",
      argv: stubborn(`${scratch}/pid`),
      cwd: "/",
      env: { PATH: process.env["PATH"] ?? "" },
      timeout: 700,
      needs: [],
    });
    expect(exit).toEqual({ kind: "timeout" });
    expect(ms).toBeLessThan(5000);
    await wait(200);
    expect(isRunning(Number(readFileSync(`${scratch}/pid`, "utf8")))).toBe(false);
    rmSync(scratch, { recursive: true });
  });

  it("starts nothing once it is cancelled, and says why a program cannot be started", async () => {
    const runner = createRunner();
    const command = { argv: [], cwd: "/", env: {}, timeout: 1000, needs: [] };
    const missing = await runner.run({ ...command, program: "/nowhere/nix" });
    expect(missing.exit.kind).toBe("unstartable");
    runner.cancel();
    expect((await runner.run({ ...command, program: "/bin/true" })).exit).toEqual({
      kind: "cancelled",
    });
  });
});

describe.skipIf(lacksNix)("a run of validate (needs Nix)", { timeout: 60_000 }, () => {
  it("leaves no process behind when it is interrupted", async () => {
    folder = createFlake({
      "flake.nix": flakeWith({
        endless:
          'host "e" { warnings = let g = n: if n == 0 then [ ] else builtins.seq (g (n - 1)) (g (n - 1)); in g 60; }',
      }),
    });
    const child = spawn(process.execPath, [tool, "validate", "--stages", "hosts,evaluate"], {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", HOME: `${folder}.home` },
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    let children: number[] = [];
    for (let tries = 0; tries < 100 && children.length === 0; tries++) {
      await wait(100);
      children = descendants(child.pid ?? 0).filter((pid) => commandOf(pid).includes("hosts.${"));
    }
    expect(children.length).toBeGreaterThan(0);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    await wait(200);
    expect(children.filter(isRunning)).toEqual([]);
  });

  it("shows its result in every format", async () => {
    folder = createFlake({
      "flake.nix": flakeWith({
        bad: 'host "b" { system.build.toplevel = throw "not today"; }',
        good: 'host "g" { }',
      }),
    });
    const formats = ["sarif", "junit", "markdown", "concise", "json"];
    const { code, stdout, stderr } = await runTool(
      [
        "validate",
        "--select",
        "evaluation",
        ...formats.flatMap((name) => [
          "--format",
          `${name}=../${folder.split("/").at(-1)}.home/${name}`,
        ]),
        "--format",
        "text",
      ],
      { folder },
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^evaluate bad +failed .*flake\.nix:\d+$/m);
    expect(stdout).toMatch(/^evaluate good +ok /m);
    expect(stderr).toMatch(/^nixaudit: evaluate bad +failed/m);
    const read = (name: string): string => readFileSync(join(`${folder}.home`, name), "utf8");
    expect(read("junit")).toContain('<testcase name="evaluate bad" classname="nixaudit validate">');
    expect(read("junit")).toMatch(
      /<testsuite name="nixaudit validate" tests="\d+" failures="1" errors="0" skipped="2">/,
    );
    expect(read("markdown")).toContain("| evaluate | bad | failed |");
    expect(read("concise")).toMatch(/^flake\.nix:\d+:\d+: error/m);
    const sarif = JSON.parse(read("sarif")) as {
      runs: {
        results: { properties: object }[];
        invocations: { toolExecutionNotifications: { message: { text: string } }[] }[];
      }[];
    };
    expect(sarif.runs[0]?.results[0]?.properties).toEqual({ hosts: ["bad"] });
    const notes = sarif.runs[0]?.invocations[0]?.toolExecutionNotifications.map(
      ({ message }) => message.text,
    );
    expect(notes?.some((text) => text.startsWith("evaluate of bad: failed"))).toBe(true);
    expect(existsSync(join(folder, "flake.lock"))).toBe(false);
  });
});

function descendants(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    return children === "" ? [] : children.split(" ").map(Number);
  } catch {
    return [];
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
