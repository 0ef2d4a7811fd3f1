import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  inputNode,
  isRelativeNode,
  newestTime,
  nodesByRepository,
  parseFlakeReference,
  reachableNodes,
  repositoryOf,
  resolveInputPath,
  rootNode,
} from "../../../src/project/flake/index.ts";
import { readLock } from "../../../src/project/flake/read-lock.ts";
import type { FlakeLock } from "../../../src/project/index.ts";
import { createSourceText } from "../../../src/text/index.ts";

const read = (text: string): ReturnType<typeof readLock> =>
  readLock("flake.lock", createSourceText(Buffer.from(text)));

function github(repo: string, lastModified = 1_700_000_000): object {
  const original = { type: "github", owner: "o", repo };
  return {
    locked: { ...original, rev: "0".repeat(40), narHash: "sha256-x", lastModified },
    original,
  };
}

function lockOf(nodes: object, extra: object = {}): FlakeLock {
  const { lock, problem } = read(JSON.stringify({ nodes, root: "root", version: 7, ...extra }));
  if (!lock) throw new Error(problem);
  return lock;
}

describe("flake.lock", () => {
  test("nodes, their places, and where follows lead", () => {
    const text = JSON.stringify(
      {
        nodes: {
          a: { ...github("a"), flake: false, inputs: { n: ["n"], m: "m", gone: [] } },
          m: github("m"),
          n: github("n", 1_800_000_000),
          old: github("n"),
          root: { inputs: { a: "a", n: "n", deep: ["a", "m"] } },
        },
        root: "root",
        version: 7,
      },
      undefined,
      2,
    );
    const { lock } = read(text);
    if (!lock) throw new Error("no lock");
    const a = lock.nodes.get("a");
    expect(a).toMatchObject({ isFlake: false, original: { repo: "a" } });
    expect(text.slice(a?.start, a?.end)).toBe('"a"');
    expect(rootNode(lock)?.name).toBe("root");
    expect(resolveInputPath(lock, ["a", "n"])?.name).toBe("n");
    expect(resolveInputPath(lock, ["deep"])?.name).toBe("m");
    expect(resolveInputPath(lock, ["a", "gone"])).toBeUndefined();
    expect(resolveInputPath(lock, ["a", "x"])).toBeUndefined();
    expect(a && inputNode(lock, a, "m")?.name).toBe("m");
    expect([...reachableNodes(lock)].toSorted()).toEqual(["a", "m", "n", "root"]);
    expect(newestTime(lock)).toBe(1_800_000_000_000);
    expect([...nodesByRepository(lock).keys()]).toEqual(["github:o/a", "github:o/m", "github:o/n"]);
  });

  test.each([
    ["<<<<<<< HEAD\n{}", "it holds the markers of a merge conflict"],
    [
      '{\n<<<<<<< ours\n"a": 1\n=======\n>>>>>>> theirs\n}',
      "it holds the markers of a merge conflict",
    ],
    ['{ "version": 7,', "it is no JSON: it ends too early: a key in quotes is missing"],
    ["[]", "it has no `version`"],
    [
      '{ "version": 4, "root": "root", "nodes": {} }',
      "its version, 4, is one that Nix no longer reads",
    ],
    ['{ "version": 7 }', "it has no `root`"],
    ['{ "version": 7, "root": "root" }', "it has no `nodes`"],
    ['{ "version": 7, "root": "r", "nodes": {} }', "its root `r` is none of its nodes"],
    ['{ "version": 7, "root": "r", "nodes": { "r": 1 } }', "its node `r` is no object"],
    [
      '{ "version": 7, "root": "r", "nodes": { "r": { "inputs": { "a": "b" } } } }',
      "the input `a` of its node `r` leads to `b`, which is none of its nodes",
    ],
    [
      '{ "version": 7, "root": "r", "nodes": { "r": { "inputs": { "a": 1 } } } }',
      "the input `a` of its node `r` is neither a name nor a path of names",
    ],
  ])("%j is refused with a reason and a place", (text, reason) => {
    const { problem, span } = read(text);
    expect(problem).toBe(reason);
    expect(span).toBeDefined();
  });

  test("a version of the future is no fault of the file", () => {
    const outcome = read('{ "version": 8 }');
    expect(outcome.problem).toContain("newer than those known");
    expect(outcome.span).toBeUndefined();
  });

  test("follows that run in a circle, or through each other without end", () => {
    const circle = lockOf({ root: { inputs: { a: ["b"], b: ["a"], c: ["c"] } } });
    for (const name of ["a", "b", "c"]) expect(resolveInputPath(circle, [name])).toBeUndefined();
    const doubling = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`i${index}`, [`i${index + 1}`, `i${index + 1}`]]),
    );
    expect(resolveInputPath(lockOf({ root: { inputs: doubling } }), ["i0"])).toBeUndefined();
    const chain = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, index) => [`i${index}`, [`i${index + 1}`]]),
    );
    expect(resolveInputPath(lockOf({ root: { inputs: chain } }), ["i0"])).toBeUndefined();
  });

  test("any JSON is read or refused, never thrown at", () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    const node = fc.record(
      { inputs: value, locked: value, original: value, flake: value },
      { requiredKeys: [] },
    );
    const lock = fc.record(
      {
        version: fc.constantFrom<unknown>(5, 6, 7, 8, "7", null),
        root: fc.constantFrom<unknown>("root", "a", 1),
        nodes: fc.oneof(
          value,
          fc.dictionary(fc.constantFrom("root", "a", "b"), fc.oneof(value, node)),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(lock, (json) => {
        const { lock: found, problem } = read(JSON.stringify(json));
        expect((found === undefined) === (problem !== undefined)).toBe(true);
        if (found) expect(reachableNodes(found).has(found.root)).toBe(true);
      }),
    );
  });

  test.each([
    [{ type: "path", path: "./x" }, undefined, true],
    [{ type: "path", path: "../x" }, [], true],
    [{ type: "path", path: "/home/me/x" }, undefined, false],
    [{ type: "path", path: "/nix/store/x-source" }, undefined, false],
    [{ type: "git", url: "https://example.org" }, undefined, false],
  ])("%j is inside of the flake: %s", (locked, parent, expected) => {
    const lock = lockOf({
      root: {},
      a: { locked, original: locked, ...(parent ? { parent } : {}) },
    });
    const node = lock.nodes.get("a");
    expect(node && isRelativeNode(node)).toBe(expected);
  });
});

describe("flake references", () => {
  // As Nix writes them to `original`.
  test.each([
    ["github:NixOS/nixpkgs", { type: "github", owner: "NixOS", repo: "nixpkgs" }],
    ["github:o/r/v1", { type: "github", owner: "o", repo: "r", ref: "v1" }],
    ["github:o/r/feature%2Fx", { type: "github", owner: "o", repo: "r", ref: "feature/x" }],
    [
      `github:o/r/${"a".repeat(40)}`,
      { type: "github", owner: "o", repo: "r", rev: "a".repeat(40) },
    ],
    [
      "github:o/r?ref=dev&dir=sub",
      { type: "github", owner: "o", repo: "r", ref: "dev", dir: "sub" },
    ],
    [
      "gitlab:a%2Fb/r?host=git.example.org",
      { type: "gitlab", owner: "a/b", repo: "r", host: "git.example.org" },
    ],
    ["sourcehut:~o/r", { type: "sourcehut", owner: "~o", repo: "r" }],
    ["nixpkgs", { type: "indirect", id: "nixpkgs" }],
    ["flake:nixpkgs/nixos-unstable", { type: "indirect", id: "nixpkgs", ref: "nixos-unstable" }],
    [
      "git+https://example.org/r?ref=main&shallow=1",
      { type: "git", url: "https://example.org/r", ref: "main", shallow: "1" },
    ],
    ["git+ssh://git@example.org/r.git", { type: "git", url: "ssh://git@example.org/r.git" }],
    ["git+file:///home/me/r", { type: "git", url: "file:///home/me/r" }],
    ["git://example.org/r", { type: "git", url: "git://example.org/r" }],
    ["hg+https://example.org/r", { type: "mercurial", url: "https://example.org/r" }],
    ["https://example.org/r.tar.gz", { type: "tarball", url: "https://example.org/r.tar.gz" }],
    ["tarball+http://example.org/r", { type: "tarball", url: "http://example.org/r" }],
    ["path:./sub", { type: "path", path: "./sub" }],
    ["./sub", { type: "path", path: "./sub" }],
    ["/abs", { type: "path", path: "/abs" }],
    ["github:o", undefined],
    ["weird:x", undefined],
    ["", undefined],
  ])("%s", (text, expected) => {
    expect(parseFlakeReference(text)).toEqual(expected);
  });

  test.each([
    "github:nixos/nixpkgs/nixos-unstable",
    "git+https://github.com/NixOS/nixpkgs?ref=nixos-unstable&shallow=1",
    "git+ssh://git@github.com/NixOS/nixpkgs.git",
    "https://github.com/NixOS/nixpkgs/archive/nixos-unstable.tar.gz",
    "https://channels.nixos.org/nixos-unstable/nixexprs.tar.xz",
    "https://flakehub.com/f/NixOS/nixpkgs/0.1.*.tar.gz",
    "https://flakehub.com/f/DeterminateSystems/nixpkgs-weekly/0.1",
  ])("%s is nixpkgs", (text) => {
    expect(repositoryOf(parseFlakeReference(text) ?? {})).toBe("github:nixos/nixpkgs");
  });

  test("any text is taken or refused", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reference = parseFlakeReference(text);
        if (reference) expect(typeof reference["type"]).toBe("string");
      }),
    );
  });
});
