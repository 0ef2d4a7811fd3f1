import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSchemaJudge } from "../report/judges.ts";
import { runTool } from "./command-line.ts";

const judge = createSchemaJudge("hosts.schema.json");
const projects = fileURLToPath(new URL("../../fixtures/projects", import.meta.url));
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nixaudit-hosts-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Hosts {
  readonly hosts: readonly {
    readonly name: string;
    readonly kind: string;
    readonly system: string | null;
    readonly root: string;
    readonly files: readonly string[];
  }[];
  readonly unresolved: readonly { readonly what: string; readonly reason: string }[];
}

function place(project: string): string {
  const copy = join(folder, project);
  cpSync(join(projects, project), copy, { recursive: true });
  return copy;
}

describe("nixaudit hosts", { timeout: 60_000 }, () => {
  it.each(["hosts-plain", "hosts-deployed", "hosts-unresolved", "hosts-module-imports"])(
    "writes json as the schema has it: %s",
    async (project) => {
      const { code, stdout, stderr } = await runTool(["hosts", "--format", "json"], {
        folder: place(project),
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(judge(JSON.parse(stdout))).toEqual([]);
    },
  );

  it("names what is fixed of a host", async () => {
    const { stdout } = await runTool(["hosts", "--format", "json", place("hosts-builder")], {
      folder,
    });
    const { hosts } = JSON.parse(stdout) as Hosts;
    expect(hosts.map(({ name, kind, system, root }) => [name, kind, system, root])).toEqual([
      ["alpha", "nixos", "x86_64-linux", "machines/alpha/default.nix"],
      ["beta", "nixos", "aarch64-linux", "machines/beta/default.nix"],
      ["delta", "nixos", "x86_64-linux", "machines/delta/default.nix"],
      ["gamma", "nixos", "x86_64-linux", "machines/gamma/default.nix"],
    ]);
  });

  it("shows a table, and what could not be found out", async () => {
    const { code, stdout } = await runTool(["hosts", "--no-audit"], {
      folder: place("hosts-deployed"),
    });
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        "name   kind   system        root       modules  files  lines  deployed to",
        "four   nixos  x86_64-linux  four.nix   1        1      1      10.0.0.4 (deployment)",
        "one    nixos  x86_64-linux  one.nix    1        1      1      admin@one.example (deploy-rs)",
        "three  nixos  x86_64-linux  three.nix  1        1      1      nina@three.example (nixinate)",
        "two    nixos  x86_64-linux  two.nix    1        1      1      ops@10.0.0.2 (deployment)",
        "",
        "4 hosts",
        "",
      ].join("\n"),
    );
    const open = await runTool(["hosts"], { folder: place("hosts-unresolved") });
    expect(open.stdout).toContain("Could not be found out:");
    expect(open.stdout).toContain("modules of odd: call of `inputs.company.lib.mkServer`");
  });

  it("leaves out what git ignores, and follows no link out of the tree", async () => {
    const tree = join(folder, "ignored");
    mkdirSync(join(tree, ".git"), { recursive: true });
    mkdirSync(join(tree, "hosts"));
    writeFileSync(join(tree, ".gitignore"), "hosts/hidden.nix\n");
    for (const name of ["shown", "hidden"]) writeFileSync(join(tree, `hosts/${name}.nix`), "{ }");
    mkdirSync(join(folder, "outside"));
    writeFileSync(join(folder, "outside/secret.nix"), "{ }");
    symlinkSync(join(folder, "outside/secret.nix"), join(tree, "hosts/linked.nix"));
    writeFileSync(
      join(tree, "flake.nix"),
      `{ outputs = { nixpkgs, ... }: { nixosConfigurations = builtins.mapAttrs
        (name: _: nixpkgs.lib.nixosSystem { modules = [ (./hosts + "/\${name}") ]; })
        (builtins.readDir ./hosts); }; }`,
    );
    const { stdout } = await runTool(["hosts", "--format", "json"], { folder: tree });
    expect((JSON.parse(stdout) as Hosts).hosts.map(({ name }) => name)).toEqual(["shown.nix"]);
  });

  it("says in one line what is wrong with how it is used", async () => {
    const missing = await runTool(["hosts", "nowhere"], { folder });
    expect(missing).toMatchObject({ code: 2, stdout: "" });
    expect(missing.stderr).toMatch(/^nixaudit: no such file or folder: nowhere\n$/);
    mkdirSync(join(folder, "empty"));
    const empty = await runTool(["hosts"], { folder: join(folder, "empty") });
    expect(empty.code).toBe(2);
    expect(empty.stderr).toMatch(/^nixaudit: no Nix files in .*: there is nothing to show\n$/);
  });
});
