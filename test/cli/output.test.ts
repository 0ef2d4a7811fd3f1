import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTree, removeTree, runProgram, runTool, tool } from "./command-line.ts";

const bad = "rec { a = 1; }\n";
const strange = ["a b.nix", "[x].nix", "é.nix", "line\nbreak.nix"];
let folder = "";
beforeAll(() => {
  folder = createTree({
    ".git/HEAD": "ref: refs/heads/main\n",
    "sub/bad.nix": bad,
    ...Object.fromEntries(strange.map((name) => [`names/${name}`, bad])),
  });
});
afterAll(() => removeTree(folder));

interface Report {
  readonly findings: readonly { readonly path: string; readonly ruleId: string }[];
}

describe("output", { timeout: 60_000 }, () => {
  it("shows paths from the current folder in text, and from the top of the repository in json", async () => {
    const below = { folder: join(folder, "sub") };
    const text = await runTool(["--format", "concise"], below);
    expect(text.stdout).toMatch(/^bad\.nix:1:1/);
    const up = await runTool(["--format", "concise", "../names/a b.nix"], below);
    expect(up.stdout).toMatch(/^\.\.\/names\/a b\.nix:1:1/);
    const json = await runTool(["--format", "json"], below);
    const report = JSON.parse(json.stdout) as Report;
    expect(report.findings.map(({ path }) => path)).toEqual(["sub/bad.nix"]);
  });

  it("takes every name of a file", async () => {
    const { stdout } = await runTool(["--format", "json", "names"], { folder });
    const report = JSON.parse(stdout) as Report;
    expect(report.findings.map(({ path }) => path).toSorted()).toEqual(
      strange.map((name) => `names/${name}`).toSorted(),
    );
    const text = await runTool(["--format", "concise", "names"], { folder });
    expect(text.stdout.split("\n").filter((line) => line.includes("redundant-rec"))).toHaveLength(
      4,
    );
  });

  it("goes to a file beside standard output, with the folders above it", async () => {
    const given = ["--format", "sarif=out/deep/x.sarif", "--format", "concise", "sub"];
    const { code, stdout } = await runTool(given, { folder });
    expect(code).toBe(1);
    expect(stdout).toContain("redundant-rec");
    const sarif = JSON.parse(readFileSync(join(folder, "out/deep/x.sarif"), "utf8")) as {
      version: string;
    };
    expect(sarif.version).toBe("2.1.0");
  });

  it("is complete even where one of its files cannot be written", async () => {
    mkdirSync(join(folder, "taken"), { recursive: true });
    const given = ["--format", "json=taken", "--format", "concise", "sub"];
    const { code, stdout, stderr } = await runTool(given, { folder });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "nixaudit: cannot write taken: it is a folder\n",
    });
    expect(stdout).toContain("redundant-rec");
  });

  it("leaves devices where they are", async () => {
    symlinkSync("/dev/null", join(folder, "null"));
    const { code } = await runTool(["--format", "json=null", "sub"], { folder });
    expect({ code, isThere: existsSync(join(folder, "null")) }).toEqual({ code: 1, isThere: true });
  });

  it("is coloured only when asked for", async () => {
    const colored = async (
      given: string[],
      environment: Record<string, string>,
    ): Promise<boolean> => {
      const { stdout } = await runTool([...given, "sub"], { folder, environment });
      return stdout.includes("\u001B[");
    };
    expect(
      await Promise.all([
        colored([], {}),
        colored(["--color", "always"], {}),
        colored(["--color", "always"], { NO_COLOR: "1" }),
        colored([], { FORCE_COLOR: "1" }),
        colored([], { FORCE_COLOR: "1", NO_COLOR: "1" }),
        colored(["--color", "never"], { FORCE_COLOR: "1" }),
      ]),
    ).toEqual([false, true, true, true, false, false]);
  });

  it("ends quietly when its reader has had enough", async () => {
    const script = `"$0" "$1" rules --format json | head -c 10 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    const run = await runProgram("bash", ["-c", script, process.execPath, tool], { folder });
    expect(run.stderr).toBe("");
  });

  it.skipIf(!existsSync("/dev/full"))("says when standard output cannot be written", async () => {
    const script = `exec "$0" "$1" sub > /dev/full`;
    const run = await runProgram("bash", ["-c", script, process.execPath, tool], { folder });
    expect(run).toMatchObject({
      code: 2,
      stderr: "nixaudit: cannot write to standard output: ENOSPC: no space left on device, write\n",
    });
  });

  it("tells more when asked", async () => {
    const given = ["--stats", "--timing", "sub"];
    const { stderr } = await runTool(given, { folder });
    expect(stderr).toMatch(/findings by rule \(1 file.*\n +1 {2}redundant-rec\n/);
    expect(stderr).toMatch(/ ms {2}redundant-rec\n/);
  });
});

describe("standard input", { timeout: 60_000 }, () => {
  it("is audited under the name that is given", async () => {
    const given = ["-", "--format", "concise", "--stdin-filename", "hosts/web.nix"];
    const { code, stdout } = await runTool(given, { folder, input: bad });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^hosts\/web\.nix:1:1/);
    const unnamed = await runTool(["-", "--format", "concise"], { folder, input: "" });
    expect(unnamed.stdout).toMatch(/^stdin\.nix:1:1.*syntax-error/);
  });

  it("is told to be too large, or not UTF-8", async () => {
    const large = await runTool(["-", "-v"], { folder, input: Buffer.alloc(5_000_000, " ") });
    expect(large.stdout).toContain("too-large");
    const input = Buffer.from([0x22, 0xff, 0x22]);
    const binary = await runTool(["-", "--format", "concise"], { folder, input });
    expect(binary).toMatchObject({ code: 1 });
    expect(binary.stdout).toContain("unreadable-file");
  });
});
