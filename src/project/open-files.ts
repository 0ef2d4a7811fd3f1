import { flattenOptions, type ModuleOptions } from "../options/index.ts";
import { createSemantics } from "../semantics/index.ts";
import { createParser, findSyntaxErrors, loadParserModule, type Parser } from "../syntax/index.ts";
import { createSourceText } from "../text/index.ts";
import { isForeignContent } from "./discovery/index.ts";
import type { OpenFile, Project } from "./model.ts";
import type { TreeReader } from "./tree-reader.ts";

/** How many parsed files are kept: those who look at several at once take turns. */
const KEPT_FILES = 24;

/** `open` and `readText` of a project. The parser is made when first needed. */
export function createOpener(
  reader: TreeReader,
  makeParser: () => Parser = () => createParser(loadParserModule()),
): Pick<Project, "open" | "readText"> {
  let parser: Parser | undefined;
  const kept = new Map<string, OpenFile>();

  return {
    open(path) {
      const known = kept.get(path);
      if (known) {
        // Last used, last dropped.
        kept.delete(path);
        kept.set(path, known);
        return known;
      }
      const bytes = reader.read(path);
      if (!bytes || isForeignContent(bytes, path)) return undefined;
      const file = openBytes((parser ??= makeParser()), path, bytes);
      kept.set(path, file);
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT_FILES) break;
        kept.delete(oldest);
      }
      return file;
    },
    readText(path) {
      const bytes = reader.read(path);
      return bytes && createSourceText(bytes);
    },
  };
}

/** Everything that a file rule has, of bytes that stand for a file. */
export function openBytes(parser: Parser, path: string, bytes: Uint8Array): OpenFile {
  const tree = parser.parse(bytes);
  const semantics = createSemantics(tree);
  let module: ModuleOptions | undefined;
  return {
    path,
    source: tree.source,
    tree,
    semantics,
    get module() {
      return (module ??= flattenOptions(semantics));
    },
    hasSyntaxError: findSyntaxErrors(tree).length > 0,
  };
}
