import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTree, removeTree, runTool, type Run } from "./command-line.ts";

let folder: string;
const run = (...given: string[]): Promise<Run> => runTool(given, { folder });

beforeAll(async () => {
  folder = createTree({ "a.nix": "{\n  a = rec { x = 1; };\n  b = rec { y = 1; };\n}\n" });
  await run("--format", "json=before.json", "a.nix");
  writeFileSync(
    join(folder, "a.nix"),
    "# moved\n{\n  a = rec { x = 1; };\n  c = rec { z = 1; };\n}\n",
  );
  await run("--format", "json=after.json", "a.nix");
});
afterAll(() => removeTree(folder));

describe("nixaudit compare", () => {
  test("tells what is new, fixed and unchanged", async () => {
    const { code, stdout } = await run("compare", "before.json", "after.json");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^\+ a\.nix:4:7: warning\[redundant-rec\] .*\n- a\.nix:3:7: /);
    expect(stdout).toContain("1 new finding, 1 fixed, 1 unchanged; score ");
    expect((await run("compare", "after.json", "after.json")).code).toBe(0);
    expect((await run("compare", "before.json", "after.json", "--fail-on", "error")).code).toBe(0);
  });

  test("gives json and markdown", async () => {
    const json = await run("compare", "before.json", "after.json", "--format", "json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      version: 1,
      new: [{ startLine: 4 }],
      fixed: [{ startLine: 3 }],
      unchanged: [{ startLine: 3 }],
    });
    const markdown = await run("compare", "before.json", "after.json", "--format", "markdown");
    expect(markdown.stdout).toContain("### New (1)\n\n- `a.nix:4` warning, redundant-rec: ");
  });

  test("does not take what a baseline hides for fixed", async () => {
    await run(
      "--baseline",
      "known.json",
      "--update-baseline",
      "--format",
      "json=hidden.json",
      "a.nix",
    );
    const { code, stdout } = await run("compare", "after.json", "hidden.json");
    expect(code).toBe(0);
    expect(stdout).toContain("0 new findings, 0 fixed, 2 unchanged");
  });

  test("says in one line that a file is no result, or not there", async () => {
    writeFileSync(join(folder, "bad.json"), "{}");
    const bad = await run("compare", "bad.json", "after.json");
    expect(bad).toMatchObject({ code: 2, stdout: "" });
    expect(bad.stderr).toBe(
      "nixaudit: cannot compare bad.json: it is not what `nixaudit --format json` writes\n",
    );
    const none = await run("compare", "none.json", "after.json");
    expect(none.code).toBe(2);
    expect(none.stderr).toContain("cannot read none.json");
  });
});
