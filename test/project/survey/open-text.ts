import { flattenOptions } from "../../../src/options/index.ts";
import type { OpenFile } from "../../../src/project/index.ts";
import { createSemantics } from "../../../src/semantics/index.ts";
import { createParser, findSyntaxErrors, loadParserModule } from "../../../src/syntax/index.ts";

const parser = createParser(loadParserModule());

/** A text as if it were a file of a project. */
export function openText(text: string, path = "module.nix"): OpenFile {
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
