import { expect, test } from "vitest";
import { createProject } from "../../src/project/create-project.ts";
import type { Edge } from "../../src/project/index.ts";
import { summarizeFile } from "../../src/project/summarize-file.ts";
import { moduleFilesOf, type ModuleFile } from "../../src/rule/index.ts";
import { createSemantics } from "../../src/semantics/index.ts";
import { createMemoryReader } from "../rule-harness/memory-reader.ts";
import { parser } from "../rule-harness/run-rule.ts";

function modulesIn(
  texts: Readonly<Record<string, string>>,
  edges: readonly Edge[] = [],
): ReadonlyMap<string, ModuleFile> {
  const files = new Map(
    Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)] as const),
  );
  const project = createProject({
    root: "/",
    summaries: Array.from(files, ([path, bytes]) => {
      const tree = parser.parse(bytes);
      return summarizeFile(path, tree, createSemantics(tree));
    }),
    others: [],
    isWhole: true,
    reader: createMemoryReader(files),
    findHosts: () => ({ hosts: [], edges, unresolved: [] }),
  });
  return new Map(moduleFilesOf(project).map((file) => [file.path, file]));
}

function sweep(path: string): Edge {
  return {
    from: "all.nix",
    kind: "module",
    span: { start: 0, end: 1 },
    target: { kind: "file", path },
    by: "listing",
  };
}

test("a file is listed where its path is an element, and called where it is imported", () => {
  const modules = modulesIn({
    "all.nix": "{ lib, ... }: { imports = [ ./a.nix (import ./b.nix { }) (f ./c.nix { }) ]; }",
    "a.nix": "{ anything }: { x = 1; }",
    "b.nix": "{ config }: { imports = [ ]; }",
    "c.nix": "{ inputs }: { config, ... }: { imports = [ ]; }",
    "d.nix": "{ stdenv }: stdenv.mkDerivation { }",
  });
  expect([...modules.keys()]).toEqual(["a.nix", "all.nix", "b.nix", "c.nix"]);
  expect(modules.get("a.nix")).toMatchObject({ isListed: true, lacksEllipsis: true });
  expect(modules.get("all.nix")).toMatchObject({ isListed: false, lacksEllipsis: false });
  expect(modules.get("b.nix")).toMatchObject({ isListed: false, isCalled: true });
  expect(modules.get("c.nix")).toMatchObject({ isListed: false });
});

test("a folder's listing brings what looks like a module", () => {
  const modules = modulesIn(
    {
      "all.nix": "{ }",
      "modules/web.nix": "{ config }: { config.services = { }; }",
      "modules/made.nix": "{ domain }: { config, ... }: { config = { }; }",
      "modules/helper.nix": "{ lib }: lib.id",
    },
    [sweep("modules/web.nix"), sweep("modules/made.nix"), sweep("modules/helper.nix")],
  );
  expect(modules.get("modules/web.nix")).toMatchObject({ isSwept: true, isListed: false });
  expect(modules.get("modules/made.nix")).toMatchObject({ isSwept: false });
  expect(modules.has("modules/helper.nix")).toBe(false);
});
