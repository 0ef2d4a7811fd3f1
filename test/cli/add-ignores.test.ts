import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createTree, removeTree, runProgram, runTool } from "./command-line.ts";

const select = ["--select", "redundant-rec,unused-suppression,syntax-error"];
let folder = "";
afterEach(() => removeTree(folder));

const read = (path: string): string => readFileSync(join(folder, path), "utf8");

describe("nixaudit --add-ignores", { timeout: 60_000 }, () => {
  it("silences what is there, and finds nothing to do the second time", async () => {
    folder = createTree({ "sub/a.nix": "{\n  a = rec { b = 1; };\n}\n", "b.nix": "{ }\n" });
    const first = await runTool([...select, "--add-ignores", "sub"], { folder });
    expect(first).toMatchObject({ code: 0, stderr: "Ignored 1 finding in 1 file.\n" });
    const after =
      "{\n  # nixaudit: ignore[redundant-rec] found when nixaudit was adopted\n  a = rec { b = 1; };\n}\n";
    expect(read("sub/a.nix")).toBe(after);
    const second = await runTool([...select, "--add-ignores=another"], { folder });
    expect(second).toMatchObject({ code: 0, stderr: "Nothing to ignore.\n" });
    expect(read("sub/a.nix")).toBe(after);
  });

  it("says what it leaves", async () => {
    folder = createTree({ "a.nix": "{ a = ; }\n", "b.nix": "rec { a = 1; }\n" });
    const { code, stderr } = await runTool([...select, "--add-ignores=old"], { folder });
    expect(code).toBe(1);
    expect(stderr).toBe(
      "Ignored 1 finding in 1 file.\nNot ignored: 1 finding (what no comment can ignore).\n",
    );
    expect(read("a.nix")).toBe("{ a = ; }\n");
  });

  it("shows with --diff what it would write, on its own or on top of the fixes", async () => {
    const text = "{\n  a = rec { b = 1; };\n  c = lib.mkIf true (1);\n}\n";
    folder = createTree({ "a.nix": text });
    const names = ["--select", "redundant-rec,undefined-variable"];
    const plain = await runTool([...names, "--add-ignores=x", "--diff"], { folder });
    expect(plain.code).toBe(1);
    expect(plain.stdout).toContain("+  # nixaudit: ignore[redundant-rec] x\n   a = rec");
    const both = await runTool(["fix", ...names, "--add-ignores=x", "--diff"], { folder });
    expect(both.stderr).toBe("Would fix 1 finding in 1 file.\nWould ignore 1 finding in 1 file.\n");
    expect(read("a.nix")).toBe(text);
    await runProgram("git", ["init", "-q"], { folder });
    const applied = await runProgram("git", ["apply", "-"], { folder, input: both.stdout });
    expect(applied).toMatchObject({ code: 0 });
    expect(read("a.nix")).toBe(
      "{\n  a = { b = 1; };\n  # nixaudit: ignore[undefined-variable] x\n  c = lib.mkIf true (1);\n}\n",
    );
  });

  it.each([
    [["--add-ignores="], "--add-ignores=: the reason is empty"],
    [["--add-ignores=two\nlines"], "--add-ignores: the reason has to be one line of plain text"],
    [["--add-ignores", "-"], "fixing, --diff and --add-ignores need files, not standard input"],
  ])("refuses %j", async (given, message) => {
    folder = createTree({ "a.nix": "rec { a = 1; }\n" });
    const run = await runTool(given, { folder, input: "{ }" });
    expect(run).toMatchObject({ code: 2, stderr: `nixaudit: ${message}\n` });
  });
});
