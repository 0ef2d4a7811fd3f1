import { describe, expect, test } from "vitest";
import type { FindHosts, FlakeInput } from "../../src/project/index.ts";
import { findAffectedHosts, findBlastRadius, type Edge } from "../../src/project/index.ts";
import { affectedFormats, createGraphView, graphFormats } from "../../src/report/index.ts";
import { loadFixture } from "../project/graph/load-fixture.ts";
import { createSchemaJudge } from "./judges.ts";

const tool = { version: "0.0.0" };

/** The two hosts of the fixture as its flake.nix says them. */
const findHosts: FindHosts = () => {
  const span = { start: 0, end: 1 };
  const place = { path: "flake.nix", span };
  const edge = (target: Edge["target"]): Edge => ({
    from: "flake.nix",
    kind: "module",
    by: "literal",
    span,
    target,
  });
  const host = (name: string, ...inputs: FlakeInput["name"][]) => {
    const root = `hosts/${name}/default.nix`;
    return {
      name,
      kind: "nixos" as const,
      system: "x86_64-linux",
      root,
      place,
      nixpkgs: "nixpkgs",
      modules: [
        edge({ kind: "file", path: root }),
        ...inputs.map((input) =>
          edge({ kind: "external", name: `${input}.nixosModules.x`, input }),
        ),
      ],
    };
  };
  return { hosts: [host("web", "disko"), host("mail")], edges: [], unresolved: [] };
};

const project = loadFixture("graph", findHosts);
const affected = (paths: readonly string[], oldLock?: string): string[] =>
  findAffectedHosts(project, {
    paths,
    ...(oldLock === undefined ? {} : { oldLocks: new Map([["flake.lock", oldLock]]) }),
  }).map(({ host }) => host.name);

describe("affected hosts", () => {
  test.each([
    ["hosts/web/site.nix", ["web"]],
    ["hosts/mail/hosts.json", ["mail"]],
    ["modules/base/users.nix", ["mail", "web"]],
    ["pkgs/tool/src/hello.txt", ["web"]],
    ["pkgs/tool/gone.patch", ["web"]],
    ["secrets/web.yaml", ["web"]],
    ["hosts/web/local.nix", ["web"]],
    ["README.md", []],
    ["flake.nix", ["mail", "web"]],
  ])("%s", (path, hosts) => {
    expect(affected([path])).toEqual(hosts);
  });

  test("an input that the lock changes touches those that use it", () => {
    expect(affected(["flake.lock"], lockOf({ nixpkgs: "1", disko: "1" }))).toEqual([]);
    expect(affected(["flake.lock"], lockOf({ nixpkgs: "1", disko: "0" }))).toEqual(["mail", "web"]);
    expect(affected(["flake.lock"], lockOf({ nixpkgs: "0", disko: "1" }))).toEqual(["mail", "web"]);
    expect(affected(["flake.lock"], "<<<<<<< ours")).toEqual(["mail", "web"]);
  });

  test("the files that a change touches", () => {
    expect([...findBlastRadius(project, "hosts/mail/hosts.json")].toSorted()).toEqual([
      "flake.nix",
      "hosts/mail/default.nix",
      "hosts/mail/hosts.json",
    ]);
  });
});

test("every file of a host's closure names it", () => {
  expect(project.hostsOf("modules/base/users.nix")).toEqual(["mail", "web"]);
  expect(project.hostsOf("hosts/web/site.nix")).toEqual(["web"]);
  expect(project.hostsOf("hosts/mail/default.nix")).toEqual(["mail"]);
});

describe("formats", () => {
  test("text shows each file once, with marks", () => {
    const view = createGraphView(project, { host: "web" });
    expect(graphFormats.get("text")?.(view, tool)).toMatchInlineSnapshot(`
      "hosts/web/default.nix
      ├─ modules/base/default.nix
      │  └─ modules/base/users.nix
      │     └─ modules/base/default.nix (cycle)
      ├─ hosts/web/site.nix
      ├─ hosts/web/local.nix (missing) [data] (conditional)
      ├─ hosts/web/local.nix (missing) (conditional)
      ├─ pkgs/tool/default.nix [package]
      │  ├─ pkgs/tool/src/ [source]
      │  └─ pkgs/tool/gone.patch (missing) [source]
      └─ secrets/web.yaml [secret]

      cycle: modules/base/default.nix → modules/base/users.nix → modules/base/default.nix
      5 files, 10 edges, 0 unresolved, 1 cycle, 2 hosts
      "
    `);
  });

  test("who imports a file", () => {
    const view = createGraphView(project, { whoImports: "modules/base/users.nix" });
    expect(graphFormats.get("text")?.(view, tool)).toMatchInlineSnapshot(`
      "modules/base/users.nix
      └─ modules/base/default.nix
         ├─ flake.nix
         ├─ hosts/mail/default.nix
         │  └─ flake.nix
         ├─ hosts/web/default.nix
         │  └─ flake.nix
         └─ modules/base/users.nix (cycle)

      cycle: modules/base/default.nix → modules/base/users.nix → modules/base/default.nix
      5 files, 7 edges, 0 unresolved, 1 cycle, 2 hosts
      "
    `);
  });

  test("json follows the schemas", () => {
    const graph = graphFormats.get("json")?.(createGraphView(project), tool) ?? "";
    expect(createSchemaJudge("graph.schema.json")(JSON.parse(graph))).toEqual([]);
    const report = {
      changed: ["secrets/web.yaml"],
      hosts: findAffectedHosts(project, { paths: ["secrets/web.yaml"] }),
      total: 2,
      unresolved: [],
    };
    const json = affectedFormats.get("json")?.(report, tool) ?? "";
    expect(createSchemaJudge("affected.schema.json")(JSON.parse(json))).toEqual([]);
    expect(affectedFormats.get("matrix")?.(report, tool)).toBe(
      '{"include":[{"host":"web","system":"x86_64-linux","kind":"nixos"}]}\n',
    );
  });

  test("dot and mermaid name every file", () => {
    for (const format of ["dot", "mermaid"]) {
      const text = graphFormats.get(format)?.(createGraphView(project), tool) ?? "";
      for (const path of project.files.keys()) expect(text, format).toContain(path);
    }
  });
});

function lockOf(revisions: Readonly<Record<string, string>>): string {
  const names = Object.keys(revisions);
  const nodes = Object.fromEntries(
    names.map((name) => [name, { locked: { type: "github", rev: revisions[name] } }]),
  );
  const root = { inputs: Object.fromEntries(names.map((name) => [name, name])) };
  return JSON.stringify({ version: 7, root: "root", nodes: { ...nodes, root } });
}
