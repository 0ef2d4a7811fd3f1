import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createTree, removeTree, runProgram, runTool } from "./command-line.ts";

const trees: string[] = [];
function tree(files: Readonly<Record<string, string>> = {}): string {
  const folder = createTree({ "flake.nix": "{ outputs = _: { }; }\n", ...files });
  trees.push(folder);
  return folder;
}
afterEach(() => trees.splice(0).forEach(removeTree));

const written = [
  "nixaudit.toml",
  ".pre-commit-config.yaml",
  ".github/workflows/nixaudit.yml",
  ".gitlab-ci.yml",
  ".claude/commands/config-audit.md",
];

const read = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

/** A YAML file, as plain data that the test looks into. */
// oxlint-disable-next-line typescript/no-explicit-any
function readYaml(folder: string, path: string): Record<string, any> {
  return parse(read(folder, path), { strict: true });
}

describe("nixaudit init", { timeout: 60_000 }, () => {
  it("writes a config that the tool takes, and nothing else", async () => {
    const folder = tree();
    const { code, stdout, stderr } = await runTool(["init"], { folder });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "wrote  nixaudit.toml\n",
      stderr: "",
    });
    expect(readdirSync(folder).toSorted()).toEqual(["flake.nix", "nixaudit.toml"]);
    expect(await runTool([], { folder })).toMatchObject({ code: 0, stderr: "" });
    // Its examples hold, too, once somebody takes their marks away.
    const lines = read(folder, "nixaudit.toml").split("\n");
    const used = lines.map((line) =>
      /^# (\w|\[)[\w-]* ?(=|\[\w)|^# \[\[/.test(line) ? line.slice(2) : line,
    );
    expect(used.filter((line, index) => line !== lines[index])).toHaveLength(8);
    writeFileSync(join(folder, "nixaudit.toml"), used.join("\n"));
    expect(await runTool([], { folder })).toMatchObject({ code: 0, stderr: "" });
  });

  it("writes all of it, then nothing: not over what it wrote, nor over what a person changed", async () => {
    const folder = tree();
    const first = await runTool(["init", "--all"], { folder });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    for (const path of written) expect(first.stdout).toContain(`wrote  ${path}\n`);
    for (const path of written) writeFileSync(join(folder, path), `${read(folder, path)}# mine\n`);
    const before = written.map((path) => read(folder, path));
    const second = await runTool(["init", "--all"], { folder });
    expect(second).toMatchObject({ code: 0, stderr: "" });
    for (const path of written)
      expect(second.stdout).toContain(`kept   ${path}: it is there already\n`);
    expect(written.map((path) => read(folder, path))).toEqual(before);
    expect(existsSync(join(folder, "flake.nix"))).toBe(true);
    expect(read(folder, "flake.nix")).toBe("{ outputs = _: { }; }\n");
  });

  it("shows what to add to a file that is there, for flake-parts where the flake uses it", async () => {
    const folder = tree({
      ".pre-commit-config.yaml": "repos: []\n",
      ".gitlab-ci.yml": "stages: [test]\n",
      "flake.nix":
        "{ inputs.flake-parts.url = github:hercules-ci/flake-parts; outputs = _: { }; }\n",
    });
    const { stdout } = await runTool(["init", "--pre-commit", "--gitlab", "--flake-check"], {
      folder,
    });
    expect(stdout).toContain(
      "kept   .pre-commit-config.yaml: it is there already; this is what to add\n\n      - repo: ",
    );
    expect(stdout).toContain("\n    nixaudit:\n      stage: test\n");
    expect(stdout).toContain("perSystem.nixaudit.enable = true;");
    expect(read(folder, ".pre-commit-config.yaml")).toBe("repos: []\n");
  });

  it("writes nothing in a dry run, and shows what it would", async () => {
    const folder = tree();
    const { code, stdout } = await runTool(["init", "--all", "--dry-run"], { folder });
    expect(code).toBe(0);
    for (const path of written) expect(stdout).toContain(`would write ${path}\n`);
    expect(readdirSync(folder)).toEqual(["flake.nix"]);
  });

  it("leaves a config above in charge, and tells where hooks are looked for", async () => {
    const folder = tree({ "nixaudit.toml": "", "nix/a.nix": "{ }\n", ".git/HEAD": "" });
    const { code, stdout, stderr } = await runTool(["init", "nix", "--github"], { folder });
    expect(code).toBe(0);
    expect(stdout).toContain(
      `kept   nix/nixaudit.toml: ${folder}/nixaudit.toml holds for this folder already\n`,
    );
    expect(stderr).toBe(
      `nixaudit: the repository begins at ${folder}: hooks and CI are looked for there\n`,
    );
  });

  it("follows no link out of the folder, and says in one line what it cannot write", async () => {
    const folder = tree({ ".gitlab-ci.yml": "mine" });
    mkdirSync(`${folder}.home/elsewhere`);
    symlinkSync(`${folder}.home/elsewhere`, join(folder, ".claude"));
    symlinkSync("nowhere", join(folder, ".pre-commit-config.yaml"));
    writeFileSync(join(folder, ".github"), "a file");
    const link = await runTool(["init", "--claude"], { folder });
    expect(link).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^nixaudit: cannot write .*: a link leads out of .*\n$/),
    });
    expect(readdirSync(`${folder}.home/elsewhere`)).toEqual([]);
    expect(existsSync(join(folder, "nixaudit.toml"))).toBe(false);
    const blocked = await runTool(["init", "--github"], { folder });
    expect(blocked).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^nixaudit: cannot write .*nixaudit\.yml: .*\n$/),
    });
    const kept = await runTool(["init", "--pre-commit"], { folder });
    expect(kept).toMatchObject({ code: 0, stderr: "" });
    expect(kept.stdout).toContain("kept   .pre-commit-config.yaml: it is there already");
    expect(await runTool(["init", "missing"], { folder })).toMatchObject({
      code: 2,
      stderr: "nixaudit: no such folder: missing\n",
    });
  });
});

describe("what init writes", { timeout: 60_000 }, () => {
  it("is a workflow without more permission than it needs, and without expressions in scripts", async () => {
    const folder = tree();
    await runTool(["init", "--github"], { folder });
    const workflow = readYaml(folder, ".github/workflows/nixaudit.yml");
    expect(workflow["permissions"]).toEqual({});
    const { permissions, steps } = workflow["jobs"].audit;
    expect(permissions).toEqual({ contents: "read", "security-events": "write", actions: "read" });
    for (const { uses, run } of steps) {
      expect(uses).toMatch(/^[\w-]+\/[\w-]+(\/[\w-]+)?@v\d[\d.]*$/);
      expect(run).toBeUndefined();
    }
    // What it gives to the action is what the action takes.
    const action = parse(readFileSync(new URL("../../action.yml", import.meta.url), "utf8"));
    const given = steps.find(({ id }: { id?: string }) => id === "nixaudit")?.with;
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    expect(Object.keys(action.outputs)).toContain("sarif-file");
  });

  it.runIf(spawnSync("actionlint", ["--version"]).error === undefined)(
    "is a workflow that actionlint has nothing against",
    async () => {
      const folder = tree();
      await runTool(["init", "--github"], { folder });
      const given = [".github/workflows/nixaudit.yml"];
      expect(await runProgram("actionlint", given, { folder })).toEqual({
        code: 0,
        stdout: "",
        stderr: "",
      });
    },
  );

  it("is a GitLab job whose script runs and leaves the report", async () => {
    const folder = tree({ "bad.nix": "rec { a = 1; }\n" });
    await runTool(["init", "--gitlab"], { folder });
    const { nixaudit } = readYaml(folder, ".gitlab-ci.yml");
    // A git that makes the clone out of this checkout.
    mkdirSync(`${folder}.home/bin`);
    const checkout = new URL("../..", import.meta.url).pathname;
    writeFileSync(
      `${folder}.home/bin/git`,
      `#!/bin/bash\nprintf '%s\\n' "$@" >"$HOME/git"\nln -s '${checkout}' "\${@: -1}"\n`,
      { mode: 0o755 },
    );
    const { code, stdout } = await runProgram(
      "bash",
      ["-euo", "pipefail", "-c", nixaudit.script.join("\n")],
      {
        folder,
        environment: {
          PATH: `${folder}.home/bin:${process.env["PATH"]}`,
          CI_BUILDS_DIR: `${folder}.home`,
          CI_JOB_ID: "7",
          ...nixaudit.variables,
        },
      },
    );
    expect(code).toBe(1);
    expect(stdout).toContain("bad.nix:1:1");
    expect(JSON.parse(read(folder, nixaudit.artifacts.reports.codequality))).toHaveLength(1);
    expect(readFileSync(`${folder}.home/git`, "utf8")).toMatch(
      /--branch\nv\d+\.\d+\.\d+\nhttps:\/\//,
    );
  });

  it("names a hook that this repository has", async () => {
    const folder = tree();
    await runTool(["init", "--pre-commit"], { folder });
    const { repos } = readYaml(folder, ".pre-commit-config.yaml");
    const hooks = parse(
      readFileSync(new URL("../../.pre-commit-hooks.yaml", import.meta.url), "utf8"),
    );
    const ids = hooks.map(({ id }: { id: string }) => id);
    expect(repos).toHaveLength(1);
    for (const { id } of repos[0].hooks) expect(ids).toContain(id);
  });
});
