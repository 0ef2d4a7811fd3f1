import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createTree, removeTree, runProgram, type Run } from "../cli/command-line.ts";

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
}

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const hooks: readonly Hook[] = parse(
  readFileSync(join(checkout, ".pre-commit-hooks.yaml"), "utf8"),
);
const isThere = (program: string): boolean => spawnSync(program, ["--version"]).error === undefined;

describe("the hooks", () => {
  it("run a file that is there and may be run", () => {
    const scripts = hooks.filter(({ language }) => language === "script");
    expect(scripts.map(({ id }) => id)).toEqual(["nixaudit", "nixaudit-files", "nixaudit-fix"]);
    for (const { entry } of scripts) {
      const path = join(checkout, entry.split(" ")[0] ?? "");
      expect(statSync(path).mode & 0o111).toBe(0o111);
      expect(readFileSync(path, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
    }
  });
});

describe.runIf(isThere("pre-commit") && isThere("git"))("pre-commit", { timeout: 120_000 }, () => {
  let folder = "";
  const environment = {
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@example.org",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@example.org",
  };

  async function run(program: string, ...given: string[]): Promise<Run> {
    const home = { PRE_COMMIT_HOME: `${folder}.home/cache` };
    return runProgram(program, given, { folder, environment: { ...environment, ...home } });
  }

  /** Makes a repository of what a clone of the project holds that the hooks use. */
  async function makeHookRepository(): Promise<string> {
    const place = `${folder}.home/hooks`;
    mkdirSync(place);
    for (const name of [".pre-commit-hooks.yaml", "dist", "package.json"])
      cpSync(join(checkout, name), join(place, name), {
        recursive: true,
        filter: (path) => !path.includes("dist/types"),
      });
    for (const given of [
      ["init", "-q"],
      ["add", "-A"],
      ["commit", "-qm", "hooks"],
    ])
      expect((await run("git", "-C", place, ...given)).code).toBe(0);
    return place;
  }

  beforeAll(async () => {
    folder = createTree({
      "flake.nix": "{ outputs = _: { }; }\n",
      "odd name.nix": "rec { a = 1; }\n",
    });
    const place = await makeHookRepository();
    const rev = (await run("git", "-C", place, "rev-parse", "HEAD")).stdout.trim();
    writeFileSync(
      join(folder, ".pre-commit-config.yaml"),
      `repos:\n  - repo: ${place}\n    rev: ${rev}\n    hooks:\n      - id: nixaudit\n      - id: nixaudit-files\n`,
    );
    await run("git", "init", "-q");
    expect((await run("pre-commit", "install")).code).toBe(0);
  });
  afterAll(() => removeTree(folder));

  it("stops a commit with a finding, and lets it pass when that is mended", async () => {
    await run("git", "add", "-A");
    const stopped = await run("git", "commit", "-m", "first");
    expect(stopped.code).toBe(1);
    expect(stopped.stdout + stopped.stderr).toMatch(
      /nixaudit\.+Failed[^]*warning\[redundant-rec\][^]*odd name\.nix:1:1/,
    );
    expect((await run("git", "log")).code).not.toBe(0);

    writeFileSync(join(folder, "odd name.nix"), "{ a = 1; }\n");
    await run("git", "add", "-A");
    const passed = await run("git", "commit", "-m", "first");
    expect(passed.code, passed.stderr).toBe(0);

    // Nothing to do with Nix: the hooks have nothing to say.
    writeFileSync(join(folder, "readme"), "x");
    await run("git", "add", "-A");
    expect((await run("git", "commit", "-m", "second")).stderr).toMatch(
      /nixaudit\.*\(no files to check\)\.*Skipped/,
    );
  });

  it("judges what is staged, not what lies in the tree", async () => {
    writeFileSync(join(folder, "odd name.nix"), "{ a = 2; }\n");
    await run("git", "add", "-A");
    writeFileSync(join(folder, "odd name.nix"), "rec { a = 2; }\n");
    expect((await run("git", "commit", "-m", "third")).code).toBe(0);
    expect(readFileSync(join(folder, "odd name.nix"), "utf8")).toBe("rec { a = 2; }\n");
    rmSync(join(folder, "odd name.nix"));
  });
});
