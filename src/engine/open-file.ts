import { join } from "node:path";
import { flattenOptions, type ModuleOptions } from "../options/index.ts";
import { readSourceFile } from "../project/discovery/index.ts";
import type { OpenFile } from "../project/index.ts";
import { createSemantics } from "../semantics/index.ts";
import type { Config } from "../config/index.ts";
import type { Rule } from "../rule/index.ts";
import type { Span } from "../text/index.ts";
import { createFileAuditor } from "./audit-file.ts";
import { createParser, loadParserModule } from "../syntax/index.ts";

/** How many parsed files are kept: those that errors lead to come again and again. */
const KEPT = 200;

/**
 * Opens files of a tree by their path relative to its root; undefined for one that is not among `paths`, can't be read, or is
 * over the size limit.
 */
export function createFileOpener(
  root: string,
  paths: ReadonlySet<string>,
  maxFileSize: number,
): (path: string) => OpenFile | undefined {
  const parser = createParser(loadParserModule());
  const kept = new Map<string, OpenFile | undefined>();
  return (path) => {
    if (!paths.has(path)) return undefined;
    if (kept.has(path)) return kept.get(path);
    const read = readSourceFile(join(root, path), maxFileSize);
    const file = read.kind === "text" ? open(path, read.bytes) : undefined;
    const [oldest] = kept.keys();
    if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(path, file);
    return file;
  };

  function open(path: string, bytes: Uint8Array): OpenFile {
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
      hasSyntaxError: tree.hasErrorAt(0),
    };
  }
}

/** Tells what may not be shown of an opened file: what the rules of its settings ask to hide. */
export function createFileRedactor(
  rules: readonly Rule[],
  config: Config,
): (file: OpenFile) => readonly Span[] {
  const auditor = createFileAuditor({
    parser: createParser(loadParserModule()),
    rules,
    config,
    lineHashes: false,
  });
  return ({ path, source }) => auditor.redactionsOf(path, source.bytes);
}
