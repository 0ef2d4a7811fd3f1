import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTree, removeTree, runTool, type Run } from "./command-line.ts";

let folder: string;
const run = (...given: string[]): Promise<Run> => runTool(given, { folder });

beforeEach(() => {
  folder = createTree({
    "a.nix": `{ lib, ... }:
{
  sops.secrets.x = { };
  networking.firewall.allowedTCPPorts = [ 22 8080 ];
  systemd.services.backup.serviceConfig = { ExecStart = "/bin/true"; DynamicUser = true; PrivateDevices = "yes"; };
  options.a.enable = lib.mkEnableOption "a";
  options.a.port = lib.mkOption { default = 1; };
  b = rec { x = 1; };
}
`,
  });
});
afterEach(() => removeTree(folder));

describe("nixaudit report", () => {
  test("writes every format, the same bytes each time, and exits with 0", async () => {
    const formats = ["markdown=r.md", "html=r.html", "json=r.json"];
    const given = formats.flatMap((format) => ["--format", format]);
    expect(await run("report", ...given)).toMatchObject({ code: 0, stdout: "", stderr: "" });
    const read = (): readonly string[] =>
      ["r.md", "r.html", "r.json"].map((name) => readFileSync(join(folder, name), "utf8"));
    const first = read();
    await run("report", "--no-cache", "--jobs", "2", ...given);
    expect(read()).toEqual(first);
  });

  test("tells what is in the files beside findings", async () => {
    const { stdout } = await run("report");
    expect(stdout).toContain("**Secrets** are managed by sops-nix (1 file).");
    expect(stdout).toContain(
      "| `backup` | `a.nix:5` | `DynamicUser` | 5 | `CapabilityBoundingSet`",
    );
    expect(stdout).toContain("| `allowedTCPPorts` | `22, 8080` | `a.nix:4` |");
    expect(stdout).toContain("1 file declares 2 options. With a type on every option: 0 of 1");
    expect(stdout).toContain("| `a.port` | `a.nix:7` | type, description |");
  });

  test("compares with earlier runs, and appends this one", async () => {
    await run("report", "--history", "runs.jsonl", "--date", "2026-10-20");
    const { stdout } = await run("report", "--history", "runs.jsonl", "--date", "2026-11-20");
    expect(stdout).toMatch(/\| 2026-10-20 \| \d+ \|/);
    expect(readFileSync(join(folder, "runs.jsonl"), "utf8").trim().split("\n")).toHaveLength(2);
  });

  test("knows a baseline", async () => {
    await run("--baseline", "known.json", "--update-baseline");
    const { stdout } = await run("report", "--baseline", "known.json");
    expect(stdout).toMatch(/Against the baseline: 0 new findings, \d known, 0 fixed\./);
  });

  test("says what is wrong with what it was asked for", async () => {
    const cases: readonly (readonly [readonly string[], string])[] = [
      [["--format", "htm"], "did you mean `html`?"],
      [["--date", "yesterday"], "is no day"],
      [["nowhere"], "no such file or folder"],
      [["--history", "a.nix"], "line 1 of a.nix is no run of nixaudit"],
    ];
    for (const [given, problem] of cases) {
      const { code, stdout, stderr } = await run("report", ...given);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(problem);
    }
  });
});
