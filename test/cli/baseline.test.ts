import { readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTree, removeTree, runTool, type Run } from "./command-line.ts";

const bad = "{\n  a = rec { x = 1; };\n}\n";
let folder: string;
const run = (...given: string[]): Promise<Run> => runTool(given, { folder });

beforeEach(() => {
  folder = createTree({ "a.nix": bad, "sub/b.nix": bad });
});
afterEach(() => removeTree(folder));

describe("--baseline", () => {
  test("hides what is known, fails on what is new, tells what is fixed and prunes it", async () => {
    const made = await run("--baseline", "known.json", "--update-baseline");
    expect(made).toMatchObject({ code: 0 });
    expect(made.stderr).toContain("known.json holds 2 entries: 2 added, 0 pruned");
    expect((await run("--baseline", "known.json")).code).toBe(0);

    writeFileSync(
      join(folder, "a.nix"),
      `# moved\n\n{\n  a = rec { x = 1; };\n  b = rec { y = 2; };\n}\n`,
    );
    const one = await run("--baseline", "known.json", "--format", "concise");
    expect(one.code).toBe(1);
    expect(one.stdout.match(/redundant-rec/g)).toHaveLength(1);
    expect(one.stdout).toContain("a.nix:5:");

    writeFileSync(join(folder, "a.nix"), "{\n  a = { x = 1; };\n}\n");
    const fixed = await run("--baseline", "known.json");
    expect(fixed.code).toBe(0);
    expect(fixed.stderr).toContain("1 entry of the baseline is fixed; --update-baseline prunes it");
    const pruned = await run("--baseline", "known.json", "--update-baseline");
    expect(pruned.stderr).toContain("holds 1 entry: 0 added, 1 pruned");
  });

  test("judges only what was audited", async () => {
    await run("--baseline", "known.json", "--update-baseline");
    writeFileSync(join(folder, "a.nix"), "{ }\n");
    writeFileSync(join(folder, "sub/b.nix"), "{ }\n");
    const part = await run("sub", "--baseline", "known.json", "--update-baseline");
    expect(part.stderr).toContain("holds 1 entry: 0 added, 1 pruned");
    const other = await run("--baseline", "known.json", "--select", "secrets");
    expect(other.stderr).not.toContain("fixed");
  });

  test("is named by the config, relative to it, and can be left out", async () => {
    writeFileSync(join(folder, "nixaudit.toml"), 'baseline = "known.json"\n');
    expect((await run()).stderr).toContain("there is no baseline known.json");
    expect((await run("--update-baseline")).code).toBe(0);
    const text = readFileSync(join(folder, "known.json"), "utf8");
    expect(text).toContain('"path":"sub/b.nix"');
    expect((await runTool(["."], { folder: join(folder, "sub") })).code).toBe(0);
    expect((await run("--no-baseline")).code).toBe(1);
    const json = await run("--format", "json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      findings: [],
      suppressed: [{ suppressedBy: "baseline" }, { suppressedBy: "baseline" }],
    });
  });

  test("of a config that leads out of its folder is refused, read or written", async () => {
    const outside = `${folder}.home/own.json`;
    writeFileSync(outside, "mine");
    for (const path of ["../x.json", "/etc/passwd"]) {
      writeFileSync(join(folder, "nixaudit.toml"), `baseline = ${JSON.stringify(path)}\n`);
      expect((await run()).stderr).toContain("`baseline` must be a relative path");
    }
    symlinkSync(outside, join(folder, "link.json"));
    writeFileSync(join(folder, "nixaudit.toml"), 'baseline = "link.json"\n');
    const linked = await run("--update-baseline");
    expect(linked.code).toBe(2);
    expect(linked.stderr).toContain("leads out of its folder");
    expect(readFileSync(outside, "utf8")).toBe("mine");
  });

  test("does not write over a file that is none, nor touch one that is up to date", async () => {
    writeFileSync(join(folder, "known.json"), "precious");
    const refused = await run("--baseline", "known.json", "--update-baseline");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toBe(
      "nixaudit: known.json is no baseline of nixaudit: it is not valid JSON\n",
    );
    expect(readFileSync(join(folder, "known.json"), "utf8")).toBe("precious");
    await run("--baseline", "new.json", "--update-baseline");
    const before = statSync(join(folder, "new.json")).ino;
    await run("--baseline", "new.json", "--update-baseline");
    expect(statSync(join(folder, "new.json")).ino).toBe(before);
  });

  test("without a file, --update-baseline says what it needs", async () => {
    const { code, stderr } = await run("--update-baseline");
    expect(code).toBe(2);
    expect(stderr).toContain("--update-baseline needs a file");
  });
});

describe("--history", () => {
  test("appends a line a run, with the day only where one was given", async () => {
    await run("--history", "log/runs.jsonl");
    await run("--history", "log/runs.jsonl", "--date", "2026-11-20");
    const lines = readFileSync(join(folder, "log/runs.jsonl"), "utf8").trimEnd().split("\n");
    const [first, second] = lines.map((line): unknown => JSON.parse(line));
    expect(first).toMatchObject({ version: 1, files: 2, findings: { warning: 2 } });
    expect(first).not.toHaveProperty("date");
    expect(second).toMatchObject({ date: "2026-11-20" });
    const wrong = await run("--history", "log/runs.jsonl", "--date", "2026-02-30");
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain("is no day");
  });
});
