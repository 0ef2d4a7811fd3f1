import { flattenOptions } from "../../../src/options/index.ts";
import { readFlakes } from "../../../src/project/flake/index.ts";
import type { Flake, OpenFile } from "../../../src/project/index.ts";
import { createSemantics } from "../../../src/semantics/index.ts";
import { createParser, findSyntaxErrors, loadParserModule } from "../../../src/syntax/index.ts";
import { createSourceText } from "../../../src/text/index.ts";

const parser = createParser(loadParserModule());

/** A file as the project opens it. */
export function openText(path: string, text: string): OpenFile {
  const tree = parser.parse(Buffer.from(text));
  const semantics = createSemantics(tree);
  return {
    path,
    source: tree.source,
    tree,
    semantics,
    module: flattenOptions(semantics),
    hasSyntaxError: findSyntaxErrors(tree).length > 0,
  };
}

/** Reads the flakes of a tree that is given by its texts. */
export function flakesOf(texts: Readonly<Record<string, string>>): readonly Flake[] {
  const files = Object.keys(texts).filter((path) => path.endsWith(".nix"));
  return readFlakes({
    files,
    paths: files.filter((path) => /(?:^|\/)flake\.nix$/.test(path)),
    open: (path) => (texts[path] === undefined ? undefined : openText(path, texts[path])),
    readText: (path) =>
      texts[path] === undefined ? undefined : createSourceText(Buffer.from(texts[path])),
  });
}

/** The flake at the root of such a tree. */
export function flakeOf(texts: Readonly<Record<string, string>>): Flake {
  const [flake] = flakesOf(texts);
  if (!flake) throw new Error("no flake");
  return flake;
}
