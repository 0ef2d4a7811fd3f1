import type { Config } from "../config/index.ts";
import { createDiskReader, createOpener, type OpenFile } from "../project/index.ts";
import type { Rule } from "../rule/index.ts";
import { createParser, loadParserModule } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import { createFileAuditor } from "./audit-file.ts";

/**
 * Opens files of a tree by their path relative to its root; undefined for one that is not among `paths`, can't be read, or is
 * over the size limit.
 */
export function createFileOpener(
  root: string,
  paths: ReadonlySet<string>,
  maxFileSize: number,
): (path: string) => OpenFile | undefined {
  const { open } = createOpener(createDiskReader(root, maxFileSize));
  return (path) => (paths.has(path) ? open(path) : undefined);
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
