import { cpSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { createSchemaJudge } from "../report/judges.ts";
import { createTree, runTool } from "./command-line.ts";

const fleet = fileURLToPath(new URL("../../fixtures/projects/fleet", import.meta.url));
let folder = "";

beforeAll(() => {
  // Within this repository the root would be that of the repository.
  folder = join(realpathSync(mkdtempSync(join(tmpdir(), "nixaudit-fleet-"))), "fleet");
  cpSync(fleet, folder, { recursive: true });
});

interface ShownHost {
  readonly name: string;
  readonly users: readonly { readonly name: string }[];
  readonly findings: Readonly<Record<string, number>> | null;
  readonly risk: { readonly score: number } | null;
}

async function hostsOf(given: readonly string[]): Promise<readonly ShownHost[]> {
  const run = await runTool(["hosts", "--format", "json", ...given], { folder });
  expect(run.stderr).toBe("");
  expect(run.code).toBe(0);
  const value = JSON.parse(run.stdout) as { readonly hosts: readonly ShownHost[] };
  expect(createSchemaJudge("hosts.schema.json")(value)).toEqual([]);
  return value.hosts;
}

describe("nixaudit hosts", () => {
  it("tells users, findings and risk, wherever in the tree it is asked", async () => {
    const hosts = await hostsOf(["modules"]);
    expect(hosts.map(({ name, users }) => [name, users.map((user) => user.name)])).toEqual([
      ["laptop", ["ann", "deploy"]],
      ["mail", ["ann", "deploy"]],
      ["web", ["ann", "deploy"]],
    ]);
    expect(hosts[0]?.findings?.["error"]).toBeGreaterThan(0);
    expect(hosts[0]?.risk?.score).toBeGreaterThan(30);
  });

  it("leaves out what an audit tells, if asked to", async () => {
    const hosts = await hostsOf(["--no-audit"]);
    expect(hosts.map(({ findings, risk }) => [findings, risk])).toEqual(
      hosts.map(() => [null, null]),
    );
  });

  it("shows a table, and why", async () => {
    const { stdout } = await runTool(["hosts"], { folder });
    expect(stdout).toMatch(/^web +nixos +x86_64-linux .*deploy@web\.example\.org \(deploy-rs\)$/m);
    expect(stdout).toContain("`ssh-root-login`: ");
    expect(stdout).toContain("\n3 hosts\n");
  });

  it("works where no rule looks at the project", async () => {
    const tree = createTree({
      "configuration.nix": "{ users.users.ann.isNormalUser = true; }\n",
      "nixaudit.toml":
        '[rules]\nsyntax = "error"\nstructure = "off"\nhosts = "off"\nflake = "off"\n',
    });
    const { code, stderr, stdout } = await runTool(["hosts"], { folder: tree });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("1 host");
  });

  it("says what is wrong where there is no Nix file", async () => {
    const { code, stderr } = await runTool(["hosts"], { folder: createTree({ a: "b" }) });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^nixaudit: no Nix files in .*: there is nothing to show\n$/);
  });
});

describe("nixaudit plan", () => {
  it("writes the same plan twice, and the second time from the cache", async () => {
    const first = await runTool(["plan"], { folder });
    const second = await runTool(["plan"], { folder });
    expect(first.code).toBe(0);
    expect(first.stderr).toBe("");
    expect(first.stdout).toContain("### 2. Give all hosts one profile for 6 imports");
    expect(second.stdout).toBe(first.stdout);
  });

  it("gives json that fits its schema", async () => {
    const { stdout } = await runTool(["plan", "--format", "json"], { folder });
    const plan = JSON.parse(stdout) as { readonly proposals: readonly { readonly kind: string }[] };
    expect(createSchemaJudge("plan.schema.json")(plan)).toEqual([]);
    expect(plan.proposals.map(({ kind }) => kind)).toEqual(["remove-orphan", "extract-profile"]);
  });
});
