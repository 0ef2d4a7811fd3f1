import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTree, removeTree, runTool } from "./command-line.ts";

let folder = "";
beforeAll(() => {
  folder = createTree({
    "good.nix": "{ a = 1; }\n",
    "bad.nix": "rec { a = 1; }\n",
    "none/readme": "",
  });
});
afterAll(() => removeTree(folder));

describe("help", { timeout: 60_000 }, () => {
  it("shows the options of an audit, the commands and the exit codes", async () => {
    const { code, stdout, stderr } = await runTool(["--help"], { folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const word of ["--format", "--fail-on", "--diff", "--no-cache", "Fixing:", "explain RULE"])
      expect(stdout).toContain(word);
    expect(stdout).toMatch(/Exit code:\n {2}0 .*\n {2}1 .*\n {2}2 /);
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it("is there for each command, and for `help`", async () => {
    const asked = [
      ["rules", "--help"],
      ["explain", "-h"],
      ["help", "fix"],
      ["help"],
      ["--version"],
    ];
    const runs = await Promise.all(asked.map((given) => runTool(given, { folder })));
    expect(runs.map(({ code, stderr }) => `${code}${stderr}`)).toEqual(["0", "0", "0", "0", "0"]);
  });
});

describe("wrong usage is one clear line, and exit code 2", { timeout: 60_000 }, () => {
  const cases: readonly (readonly [given: string, line: string])[] = [
    ["--colour always", "unknown option `--colour`; did you mean `--color`?"],
    ["--zzz", "unknown option `--zzz`; `nixaudit --help` lists the options"],
    [
      "--jobs",
      "option `-j, --jobs <number>` argument missing; `nixaudit --help` lists the options",
    ],
    ["--jobs 0", "--jobs: `0` is no number of threads; give 1 or more"],
    ["--format texxt", "--format: there is no format `texxt`; did you mean `text`?"],
    ["--format sarif=", "--format: no file after `sarif=`"],
    ["--format json=a --format sarif=./a", "--format: two formats cannot go to one file, "],
    ["--format json --format text", "--format: only one format can go to standard output, "],
    ["--severity warn", "--severity: there is no level `warn`; did you mean `warning`?"],
    ["--preset all", "--preset: there is no preset `all`; there are recommended, strict, opt-in"],
    [
      "--select redundnt-rec",
      "--select: no rule or category is called `redundnt-rec`; did you mean",
    ],
    ["--ignore ,", "--ignore: no name given; `nixaudit rules` lists them"],
    ["--unsafe-fixes", "--unsafe-fixes goes with --fix or --diff"],
    ["--diff --format json", "--diff prints a diff and nothing else: leave out --format"],
    ["--stdin-filename a.nix", "--stdin-filename goes with the path `-`, for standard input"],
    ["- a.nix", "`-` (standard input) cannot be mixed with other paths"],
    ["fix -", "fixing, --diff and --add-ignores need files, not standard input"],
    ["missing.nix", "no such file or folder: missing.nix"],
    ["chek", "no such file or folder: chek; did you mean the command `check`?"],
    [". fix", "no such file or folder: fix; a command comes first: nixaudit fix [options] [PATH…]"],
    ["explain redundant-rce", "there is no rule `redundant-rce`; did you mean `redundant-rec`?"],
    ["explain", "missing required argument `rule`; `nixaudit --help` lists the options"],
    ["rules --category stile", "--category: there is no category `stile`; did you mean `style`?"],
    ["--config missing.toml", "missing.toml: the file does not exist"],
  ];
  it.concurrent.each(cases)("nixaudit %s", async (given, line) => {
    const { code, stdout, stderr } = await runTool(given.split(" "), { folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^nixaudit: [^\n]*\n$/);
    expect(stderr).toContain(line);
  });

  it("names an empty path, and each path that is missing", async () => {
    const { stderr } = await runTool(["", "a\nb.nix"], { folder });
    expect(stderr).toBe(
      "nixaudit: an empty path names no file; give `.` for this folder\n" +
        "nixaudit: no such file or folder: a\\nb.nix\n",
    );
  });
});

describe("exit codes", { timeout: 60_000 }, () => {
  const cases: readonly (readonly [given: string, code: number])[] = [
    ["good.nix", 0],
    ["bad.nix", 1],
    ["--fail-on error bad.nix", 0],
    ["--fail-on never bad.nix", 0],
    ["--severity error bad.nix", 0],
    ["--ignore redundant-rec bad.nix", 0],
    ["--diff good.nix", 0],
    ["--diff bad.nix", 1],
    ["none", 2],
    ["rules", 0],
    ["explain redundant-rec", 0],
  ];
  it.concurrent.each(cases)("nixaudit %s", async (given, code) => {
    const run = await runTool(given.split(" "), { folder });
    expect(run).toMatchObject({ code });
  });

  it("says that there was nothing to audit", async () => {
    const { stderr } = await runTool(["none"], { folder });
    expect(stderr).toBe("nixaudit: no Nix files in none: nothing was audited\n");
  });
});
