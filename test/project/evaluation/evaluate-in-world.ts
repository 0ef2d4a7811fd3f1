import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTreeView, createWorld, type World } from "../../../src/project/evaluation/index.ts";
import { createSemantics, foldCall, setValue, type Folded } from "../../../src/semantics/index.ts";
import { createParser, loadParserModule } from "../../../src/syntax/index.ts";
import { createSourceText } from "../../../src/text/index.ts";
import type { OpenFile } from "../../../src/project/index.ts";

/** A small tree with folders, JSON and TOML. */
export const sampleRoot = fileURLToPath(
  new URL("../../../fixtures/projects/hosts-generated", import.meta.url),
);

const parser = createParser(loadParserModule());

/** A world over the files of a folder, and some more. */
export function makeWorld(root: string, texts: Readonly<Record<string, string>>): World {
  const files = new Set(Object.keys(texts));
  const otherFiles = new Set<string>();
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    if (entry.isFile()) (path.endsWith(".nix") ? files : otherFiles).add(path);
  }
  const open = (path: string): OpenFile => {
    const tree = parser.parse(Buffer.from(texts[path] ?? readFileSync(join(root, path))));
    const semantics = createSemantics(tree);
    const hasSyntaxError = tree.firstError !== undefined;
    return { path, tree, semantics, source: tree.source, hasSyntaxError } as OpenFile;
  };
  const tree = createTreeView({
    root,
    files,
    otherFiles,
    open,
    readText: (path) => createSourceText(readFileSync(join(root, path))),
  });
  return createWorld(tree, {
    isNixpkgs: (name) => name === "nixpkgs",
    valueOf: () => undefined,
  });
}

/** What an expression over `lib` comes to in a file at the root of the sample. */
export function evaluateInWorld(expression: string): { world: World; value: Folded } {
  const world = makeWorld(sampleRoot, { "case.nix": `{ lib }: ${expression}` });
  const args = setValue(new Map([["lib", world.named("lib")]]));
  return { world, value: foldCall(world.importPath(`${sampleRoot}/case.nix`), args, world.limits) };
}
