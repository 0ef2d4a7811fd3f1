import type { Diagnostic } from "../../src/diagnostic/index.ts";
import type { ReportFacts, Host, Edge, LockNode } from "../../src/project/index.ts";
import type { ReportInput, ReportedProject } from "../../src/report/audit/index.ts";
import { sampleResult, sampleRules } from "./sample-result.ts";

/** A file of which nothing is known but its size. */
export function summaryOf(path: string, change: Partial<ReportFacts> = {}): ReportFacts {
  return {
    path,
    bytes: 3200,
    lines: 100,
    hasSyntaxError: false,
    options: [],
    services: [],
    firewall: [],
    packages: [],
    secretManagers: [],
    ...change,
  };
}

/** A project of hosts and module edges, given as pairs of paths; the first edge of a host leads from flake.nix. */
export function projectOf(
  hosts: Readonly<Record<string, string>>,
  pairs: readonly (readonly [from: string, to: string])[],
): ReportedProject {
  const edges = pairs.map(([from, to]): Edge => ({
    from,
    kind: "module",
    span: { start: 0, end: 1 },
    target: { kind: "file", path: to },
    by: "literal",
  }));
  const closureOf = (paths: readonly string[]): readonly string[] => {
    const seen = new Set(paths);
    for (const path of seen) for (const [from, to] of pairs) if (from === path) seen.add(to);
    return [...seen].toSorted();
  };
  const place = { path: "flake.nix", span: { start: 0, end: 1 } };
  const all = Object.entries(hosts).map(([name, root]): Host => ({
    name,
    kind: "nixos",
    root,
    place,
    modules: [],
    closure: closureOf([root]),
  }));
  const node = (name: string, rev: string): LockNode => ({
    name,
    inputs: new Map(),
    locked: { type: "github", owner: "NixOS", repo: "nixpkgs", rev, lastModified: 1_760_000_000 },
    isFlake: true,
    start: 0,
    end: 0,
    hasParent: true,
  });
  const paths = [...new Set(["flake.nix", ...Object.values(hosts), ...pairs.flat()])];
  return {
    files: new Map(
      paths.map((path) => [path, { path, bytes: 1, lines: 1, role: "module", edges: [] }]),
    ),
    flakes: [
      {
        path: "flake.nix",
        description: "Machines of <b>the</b> house",
        inputs: [
          {
            name: "nixpkgs",
            url: "github:NixOS/nixpkgs/nixos-26.05",
            attributes: {},
            isFlake: true,
            follows: [],
            place,
          },
        ],
        lock: {
          path: "flake.lock",
          version: 7,
          root: "root",
          nodes: new Map([
            [
              "root",
              {
                name: "root",
                inputs: new Map([["nixpkgs", "nixpkgs"]]),
                isFlake: true,
                start: 0,
                end: 0,
              },
            ],
            ["nixpkgs", node("nixpkgs", "aaaaaaaaaaaa")],
            ["nixpkgs_2", node("nixpkgs_2", "bbbbbbbbbbbb")],
          ]),
        },
        hasUnknownInputs: false,
        argumentPlaces: new Map(),
        wholeInputUses: [],
        hasNoOutputs: false,
        inputUses: new Map([["nixpkgs", [place, place]]]),
      },
    ],
    graph: {
      edges,
      from: (path) => edges.filter(({ from }) => from === path),
      to: (path) => edges.filter(({ target }) => "path" in target && target.path === path),
      closureOf,
      reachedFrom: (found) => found,
      cycles: [],
    },
    hosts: all,
    unresolved: [],
    isWhole: true,
    hostsOf: (path) => all.filter(({ closure }) => closure.includes(path)).map(({ name }) => name),
  };
}

/** What a report is made from: the sample result, and some of everything else. */
export function inputOf(change: Partial<ReportInput> = {}): ReportInput {
  return {
    result: sampleResult,
    rules: sampleRules,
    ranRules: new Set(sampleRules.map(({ id }) => id)),
    summaries: [
      summaryOf("hosts/my host/default.nix", {
        lines: 900,
        secretManagers: ["sops-nix"],
        services: [
          { name: "backup", line: 3, isOwn: true, hardening: ["NoNewPrivileges"] },
          { name: "nginx", line: 9, isOwn: false, hardening: [] },
        ],
        firewall: [{ option: "allowedTCPPorts", line: 4, value: "22, 80", isConditional: false }],
        packages: [{ option: "environment.systemPackages", line: 5, count: 7 }],
        options: [
          { option: "a.enable", line: 1, hasType: true, hasDescription: true, isEnable: true },
          { option: "a.b", line: 2, hasType: false, hasDescription: true, isEnable: false },
        ],
      }),
    ],
    history: [],
    toolVersion: "0.1.0",
    homepage: "https://github.com/nixaudit/nixaudit",
    ...change,
  };
}

/** The findings with another message, path and host: whatever they hold must stay text. */
export function withText(findings: readonly Diagnostic[], hostile: string): readonly Diagnostic[] {
  return findings.map((finding) => ({
    ...finding,
    message: hostile,
    path: `${hostile}.nix`,
    hosts: [hostile],
    ...(finding.fix ? { fix: { ...finding.fix, title: hostile } } : {}),
  }));
}
