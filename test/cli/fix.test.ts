import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createTree, removeTree, runProgram, runTool } from "./command-line.ts";

const select = ["--select", "redundant-rec"];
let folder = "";
afterEach(() => removeTree(folder));

describe("nixaudit fix", { timeout: 60_000 }, () => {
  it("changes nothing the second time, nor a file with a syntax error", async () => {
    const broken = "rec { a = 1; } }\n";
    folder = createTree({ "a.nix": "rec { a = rec { b = 1; }; }\n", "broken.nix": broken });
    const first = await runTool(["fix", ...select], { folder });
    expect(first).toMatchObject({ code: 1, stderr: "Fixed 2 findings in 1 file.\n" });
    expect(readFileSync(join(folder, "a.nix"), "utf8")).toBe("{ a = { b = 1; }; }\n");
    expect(readFileSync(join(folder, "broken.nix"), "utf8")).toBe(broken);
    const second = await runTool(["fix", ...select], { folder });
    expect(second).toMatchObject({ code: 1, stderr: "Nothing to fix.\n" });
    expect(readdirSync(folder).toSorted()).toEqual(["a.nix", "broken.nix"]);
  });

  it("keeps line ends, mode and links", async () => {
    folder = createTree({
      "crlf.nix": "rec {\r\n  a = 1;\r\n}\r\n",
      "run.nix": "rec { a = 1; }\n",
      "real/target": "rec { a = 1; }\n",
    });
    chmodSync(join(folder, "run.nix"), 0o751);
    symlinkSync("real/target", join(folder, "link.nix"));
    expect(await runTool(["fix", ...select], { folder })).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "crlf.nix"), "utf8")).toBe("{\r\n  a = 1;\r\n}\r\n");
    expect(statSync(join(folder, "run.nix")).mode & 0o777).toBe(0o751);
    expect(lstatSync(join(folder, "link.nix")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, "real/target"), "utf8")).toBe("{ a = 1; }\n");
  });

  it("names a file that may not be written, and fixes the others", async () => {
    folder = createTree({ "a.nix": "rec { a = 1; }\n", "b.nix": "rec { a = 1; }\n" });
    chmodSync(join(folder, "a.nix"), 0o444);
    const { code, stderr } = await runTool(["fix", ...select], { folder });
    expect(code).toBe(2);
    expect(stderr).toContain("nixaudit: a.nix was not fixed: the file is read-only\n");
    expect(readFileSync(join(folder, "a.nix"), "utf8")).toBe("rec { a = 1; }\n");
    expect(readFileSync(join(folder, "b.nix"), "utf8")).toBe("{ a = 1; }\n");
  });
});

describe("nixaudit --diff", { timeout: 60_000 }, () => {
  it("prints what `git apply` takes, and writes nothing", async () => {
    const files = {
      "plain.nix": "rec { a = 1; }\n",
      "no-end.nix": "rec { a = 1; }",
      "crlf.nix": "rec {\r\n  a = 1;\r\n}\r\n",
      "with blank.nix": "rec { a = 1; }\n",
      'sub/é"quote.nix': "rec { a = 1; }\n",
      "tab\there.nix": "rec { a = 1; }\n",
      "lone-cr.nix": "rec {\r  a = 1;\n  b = rec { c = 1; };\r}\n",
    };
    folder = createTree(files);
    const git = (...given: string[]): ReturnType<typeof runProgram> =>
      runProgram("git", given, { folder });
    await git("init", "-q");
    const { code, stdout } = await runTool(["--diff", ...select], {
      folder: join(folder, "sub"),
    });
    expect(code).toBe(1);
    expect(stdout).toContain("quote.nix");
    const all = await runTool(["--diff", ...select], { folder });
    for (const [path, content] of Object.entries(files))
      expect(readFileSync(join(folder, path), "utf8")).toBe(content);
    const apply = (...given: string[]): ReturnType<typeof runProgram> =>
      runProgram("git", ["apply", ...given, "-"], { folder, input: all.stdout });
    expect(await apply("--check")).toMatchObject({ code: 0, stderr: "" });
    expect(await apply("--whitespace=nowarn")).toMatchObject({ code: 0 });
    for (const [path, content] of Object.entries(files))
      expect(readFileSync(join(folder, path), "utf8")).toBe(content.replaceAll("rec ", ""));
    expect(await runTool(["--diff", ...select], { folder })).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "Nothing would change.\n",
    });
  });

  it("works where nothing can be written", async () => {
    folder = createTree({ "tree/a.nix": "rec { a = 1; }\n" });
    chmodSync(`${folder}.home`, 0o500);
    chmodSync(join(folder, "tree"), 0o555);
    const run = await runTool([...select, "--format", "concise", "tree"], { folder });
    expect(run).toMatchObject({ code: 1, stderr: "" });
    chmodSync(join(folder, "tree"), 0o755);
  });
});
