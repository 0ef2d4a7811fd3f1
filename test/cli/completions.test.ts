import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTree, removeTree, runProgram, runTool } from "./command-line.ts";

let folder = "";
beforeAll(async () => {
  folder = createTree({ "a.nix": "{ }\n" });
  for (const shell of ["bash", "zsh", "fish"]) {
    const { code, stdout } = await runTool(["completions", shell], { folder });
    expect(code).toBe(0);
    writeFileSync(join(folder, shell), stdout);
  }
});
afterAll(() => removeTree(folder));

const isThere = (program: string): boolean => spawnSync(program, ["--version"]).error === undefined;

/** What was typed, and what must be, and must not be, among the offers. */
const cases: readonly (readonly [typed: string, offered: readonly string[], not: string])[] = [
  ["nixaudit iss", ["issues"], "init"],
  ["nixaudit explain redundant-re", ["redundant-rec"], "redundant-parentheses"],
  ["nixaudit --form", ["--format"], "--fix"],
  ["nixaudit --format sar", ["sarif"], "json"],
  ["nixaudit fix --fail-on e", ["error"], "never"],
  ["nixaudit --select style,redundant-re", ["style,redundant-rec"], "style,redundant-parentheses"],
  ["nixaudit issues --format ", ["gh", "jsonl", "markdown", "text"], "sarif"],
  ["nixaudit rules --category net", ["network"], "nix-daemon"],
  ["nixaudit completions ", ["bash", "fish", "zsh"], "a.nix"],
  ["nixaudit help ex", ["explain"], "check"],
];

describe("completions", { timeout: 60_000 }, () => {
  it.concurrent.each(cases)("bash offers what fits after `%s`", async (typed, offered, not) => {
    const words = typed.split(" ").map((word) => `'${word}'`);
    const script = `source ./bash; COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _nixaudit; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = await runProgram("bash", ["--norc", "-c", script], { folder });
    expect(stderr).toBe("");
    const offers = stdout.trimEnd().split("\n");
    expect(offers).toEqual(expect.arrayContaining([...offered]));
    expect(offers).not.toContain(not);
  });

  it("bash takes a value behind an equals sign", async () => {
    const script = `source ./bash; COMP_WORDS=(nixaudit --format = sar); COMP_CWORD=3; _nixaudit; echo "\${COMPREPLY[@]}"`;
    const { stdout } = await runProgram("bash", ["--norc", "-c", script], { folder });
    expect(stdout).toBe("sarif\n");
  });

  it.runIf(isThere("fish")).concurrent.each(cases)(
    "fish offers what fits after `%s`",
    async (typed, offered, not) => {
      const script = `source ./fish; complete -C '${typed}'`;
      const { stdout, stderr } = await runProgram("fish", ["--no-config", "-c", script], {
        folder,
      });
      expect(stderr).toBe("");
      const offers = stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.split("\t")[0]);
      expect(offers).toEqual(expect.arrayContaining([...offered]));
      expect(offers).not.toContain(not);
    },
  );

  it.runIf(isThere("zsh"))("zsh reads them", async () => {
    expect(await runProgram("zsh", ["-n", "./zsh"], { folder })).toMatchObject({
      code: 0,
      stderr: "",
    });
    const script =
      "autoload -Uz compinit; compinit -u -D; source ./zsh; print -r -- $_comps[nixaudit]";
    const { stdout } = await runProgram("zsh", ["-f", "-c", script], { folder });
    expect(stdout).toBe("_nixaudit\n");
  });

  it("there are none for a shell that nobody knows", async () => {
    const { code, stderr } = await runTool(["completions", "fis"], { folder });
    expect(code).toBe(2);
    expect(stderr).toBe("nixaudit: there are no completions for `fis`; did you mean `fish`?\n");
  });
});
