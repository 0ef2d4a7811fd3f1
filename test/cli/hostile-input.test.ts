import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTree, removeTree, runProgram, runTool, type Run } from "./command-line.ts";

interface Report {
  readonly findings: readonly {
    readonly path: string;
    readonly ruleId: string;
    readonly message: string;
  }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

const isRoot = process.getuid?.() === 0;
let folder = "";
let run: Run;
let report: Report;
const socket = createServer();

beforeAll(async () => {
  folder = createTree({
    "brackets.nix": "[".repeat(100_000),
    "pairs.nix": "[".repeat(100_000) + "]".repeat(100_000),
    "nul.nix": "{ a = 1;\0 }\n",
    "latin.nix": Buffer.from([0x22, 0xe9, 0x22]),
    "bom.nix": "\uFEFF{ a = 1; }\n",
    "cr.nix": "{ a = 1;\r }\n",
    "empty.nix": "",
    "comment.nix": "# nothing\n",
    "large.nix": "",
    "folder.nix/inner.nix": "{ a = 1; }\n",
    "secret.nix": "age-encryption.org/v1\nabc\n",
    "locked.nix": "{ a = 1; }\n",
    "good.nix": "{ a = 1; }\n",
  });
  writeFileSync(join(folder, "large.nix"), Buffer.alloc(50_000_000, " "));
  symlinkSync("missing.nix", join(folder, "dangling.nix"));
  symlinkSync("loop.nix", join(folder, "loop.nix"));
  symlinkSync("/dev/zero", join(folder, "zero.nix"));
  symlinkSync("socket.nix", join(folder, "socket-link.nix"));
  chmodSync(join(folder, "locked.nix"), 0o000);
  await runProgram("mkfifo", ["pipe.nix"], { folder });
  await new Promise<void>((resolve) => socket.listen(join(folder, "socket.nix"), resolve));
  run = await runTool(["--format", "json"], { folder });
  report = JSON.parse(run.stdout) as Report;
}, 60_000);
afterAll(() => {
  socket.close();
  removeTree(folder);
});

describe("hostile input", { timeout: 60_000 }, () => {
  it("leads to findings, not to errors", () => {
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: "" });
  });

  it.each([
    ["brackets.nix", "syntax-error"],
    ["pairs.nix", "syntax-error"],
    ["nul.nix", "syntax-error"],
    ["bom.nix", "syntax-error"],
    ["empty.nix", "syntax-error"],
    ["comment.nix", "syntax-error"],
    ["latin.nix", "unreadable-file"],
    ["dangling.nix", "unreadable-file"],
    ["loop.nix", "unreadable-file"],
    ["pipe.nix", "unreadable-file"],
    ["socket.nix", "unreadable-file"],
  ])("%s: %s", (path, ruleId) => {
    expect(report.findings).toContainEqual(expect.objectContaining({ path, ruleId }));
  });

  it.each([
    ["large.nix", "too-large"],
    ["secret.nix", "encrypted"],
    ["zero.nix", "outside-tree"],
  ])("%s is skipped: %s", (path, reason) => {
    expect(report.skipped).toContainEqual(expect.objectContaining({ path, reason }));
  });

  it("finds nothing wrong with what is only unusual", () => {
    const bad = new Set(report.findings.map(({ path }) => path));
    for (const path of ["cr.nix", "folder.nix/inner.nix", "good.nix"])
      expect(bad).not.toContain(path);
  });

  it.skipIf(isRoot)("tells of a file that may not be read", () => {
    expect(report.findings).toContainEqual(
      expect.objectContaining({ path: "locked.nix", ruleId: "unreadable-file" }),
    );
  });

  it("takes each of them by name, too", async () => {
    mkdirSync(join(folder, "sub"), { recursive: true });
    const names = ["pipe.nix", "zero.nix", "loop.nix", "dangling.nix", "socket.nix", "folder.nix"];
    const runs = await Promise.all(
      names.map((name) => runTool(["--format", "concise", name], { folder })),
    );
    for (const { code, stdout, stderr } of runs.slice(0, 5)) {
      expect(stderr).toBe("");
      expect(code === 1 || stdout.includes("skipped") || stdout === "").toBe(true);
    }
    expect(runs.at(-1)).toMatchObject({ code: 0 });
  });

  it("audits a large file where the limit is raised", async () => {
    const config = join(folder, "sub/nixaudit.toml");
    mkdirSync(join(folder, "sub"), { recursive: true });
    writeFileSync(config, 'max-file-size = "60 MB"\n');
    const { code, stdout, stderr } = await runTool(
      ["--config", config, "--format", "concise", "large.nix"],
      { folder },
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("syntax-error");
  });
});
