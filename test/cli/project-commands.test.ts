import { execFileSync } from "node:child_process";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSchemaJudge } from "../report/judges.ts";
import { createTree, removeTree, runTool } from "./command-line.ts";

let folder = "";

const git = (...given: string[]): void => {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
  execFileSync("git", [...identity, ...given], { cwd: folder, stdio: "ignore" });
};

beforeAll(() => {
  folder = createTree({
    "flake.nix": "{ outputs = _: import ./outputs.nix; }\n",
    "outputs.nix": "{ one = import ./one.nix; data = builtins.readFile ./data.txt; }\n",
    "one.nix": "{ }\n",
    "data.txt": "text\n",
  });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "start");
});
afterAll(() => removeTree(folder));

describe("nixaudit graph", () => {
  test("shows the tree, and json by its schema", async () => {
    const text = await runTool(["graph"], { folder });
    expect(text).toMatchObject({ code: 0, stderr: "" });
    expect(text.stdout.split("\n").slice(0, 4)).toEqual([
      "flake.nix",
      "└─ outputs.nix [import]",
      "   ├─ one.nix [import]",
      "   └─ data.txt [data]",
    ]);
    const json = await runTool(["graph", "--format", "json"], { folder });
    expect(createSchemaJudge("graph.schema.json")(JSON.parse(json.stdout))).toEqual([]);
  });

  test("says who imports a file", async () => {
    const { code, stdout } = await runTool(["graph", "--who-imports", "one.nix"], { folder });
    expect(code).toBe(0);
    expect(stdout).toContain("one.nix\n└─ outputs.nix [import]\n   └─ flake.nix [import]\n");
  });

  test.each([
    [["graph", "--host", "web"], "there is no host `web`"],
    [["graph", "--who-imports", "two.nix"], "two.nix is no file of the project"],
    [["graph", "gone"], "no such file or folder"],
    [["affected"], "what changed?"],
    [["affected", "--since", "nowhere"], "git knows no commit `nowhere`"],
    [["affected", "--since", "--output=x"], "git knows no commit"],
    [["affected", "../elsewhere.nix"], "is no file of the project"],
  ])("%s is refused in one line", async (given, message) => {
    const { code, stdout, stderr } = await runTool(given, { folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(message);
  });
});

test("nixaudit affected counts what is changed, renamed, gone and new", async () => {
  writeFileSync(join(folder, "data.txt"), "other\n");
  renameSync(join(folder, "one.nix"), join(folder, "two.nix"));
  writeFileSync(join(folder, "new file.nix"), "{ }\n");
  try {
    const since = ["affected", "--since", "HEAD", "--format", "json", "--blast", "data.txt"];
    const { code, stdout } = await runTool(since, { folder });
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as { changed: string[]; blast: { files: string[] } };
    expect(createSchemaJudge("affected.schema.json")(report)).toEqual([]);
    expect(report.changed).toEqual(["data.txt", "new file.nix", "one.nix", "two.nix"]);
    expect(report.blast.files).toEqual(["data.txt", "outputs.nix", "flake.nix"]);
  } finally {
    rmSync(join(folder, "new file.nix"));
    git("checkout", "-q", ".");
    rmSync(join(folder, "two.nix"));
  }
});
