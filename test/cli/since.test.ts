import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTree, removeTree, runProgram, runTool, type Run } from "./command-line.ts";

const bad = "{\n  a = rec { x = 1; };\n  b = 1;\n}\n";
let folder: string;

const environment = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.org",
};
const git = (...given: string[]): Promise<Run> => runProgram("git", given, { folder, environment });
const since = (revision: string, ...given: string[]): Promise<Run> =>
  runTool(["--since", revision, "--format", "concise", ...given], { folder });

async function commit(): Promise<void> {
  await git("add", "-A");
  expect(await git("commit", "-qm", "x")).toMatchObject({ code: 0 });
}

beforeEach(async () => {
  folder = createTree({ "a.nix": bad, "old name.nix": `${bad}# more\n# text\n` });
  await git("init", "-q", "-b", "main");
  await commit();
});
afterEach(() => removeTree(folder));

describe("--since", () => {
  test("shows findings on changed lines only", async () => {
    writeFileSync(join(folder, "a.nix"), `# above\n${bad.replace("b = 1", "b = rec { y = 2; }")}`);
    const { code, stdout, stderr } = await since("HEAD");
    expect(code).toBe(1);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(stdout).toContain("a.nix:4:");
    expect(stderr).toContain("2 findings on lines that did not change since HEAD not shown");
  });

  test("is clean where nothing changed", async () => {
    expect(await since("HEAD")).toMatchObject({ code: 0, stdout: "" });
  });

  test("takes a new file whole, tracked or not, with any name", async () => {
    mkdirSync(join(folder, "größe"));
    writeFileSync(join(folder, 'größe/a "b".nix'), bad);
    expect((await since("HEAD")).stdout).toContain("größe");
    await git("add", "-A");
    expect((await since("HEAD")).stdout).toContain(":2:7:");
    await commit();
    expect((await since("HEAD~1")).stdout).toContain(":2:7:");
  });

  test("does not take a renamed file for a new one", async () => {
    renameSync(join(folder, "old name.nix"), join(folder, "new.nix"));
    await git("add", "-A");
    expect((await since("HEAD")).stdout).toBe("");
    writeFileSync(
      join(folder, "new.nix"),
      `${bad.replace("b = 1", "b = rec { z = 2; }")}# more\n# text\n`,
    );
    expect((await since("HEAD")).stdout).toMatch(/^new\.nix:3:.*\n$/);
  });

  test("does not take what others did on the branch meanwhile for a change", async () => {
    await git("checkout", "-qb", "work");
    await git("checkout", "-q", "main");
    writeFileSync(join(folder, "a.nix"), "{ }\n");
    await commit();
    await git("checkout", "-q", "work");
    expect((await since("main")).stdout).toBe("");
  });

  test("works in a folder of the repository, and from a hook's surroundings", async () => {
    mkdirSync(join(folder, "sub"));
    writeFileSync(join(folder, "sub/c.nix"), bad);
    const { stdout } = await runTool(["--since", "HEAD", "--format", "concise", "."], {
      folder: join(folder, "sub"),
      environment: { GIT_DIR: "/nowhere", GIT_INDEX_FILE: "/nowhere/index" },
    });
    expect(stdout).toMatch(/^c\.nix:2:/);
  });

  test.each(["nowhere", "--output=/tmp/x", "HEAD:a.nix"])(
    "says in one line that %s is no commit",
    async (revision) => {
      const { code, stdout, stderr } = await runTool([`--since=${revision}`], { folder });
      expect(code).toBe(2);
      expect(stdout).toBe("");
      expect(stderr).toMatch(/^nixaudit: --since: git knows no commit `[^`]*`[^\n]*\n$/);
    },
  );

  test("says in one line that a folder is no repository", async () => {
    const plain = createTree({ "a.nix": bad });
    const { code, stderr } = await runTool(["--since", "HEAD"], { folder: plain });
    removeTree(plain);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^nixaudit: --since needs a git repository[^\n]*\n$/);
  });

  test("does not go with fixing, which changes whole files", async () => {
    expect((await since("HEAD", "--fix")).code).toBe(2);
  });
});
