import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  createDiskReader,
  createProject,
  summarizeFile,
  type FindHosts,
  type Project,
} from "../../../src/project/index.ts";
import { createSemantics } from "../../../src/semantics/index.ts";
import { createParser, loadParserModule } from "../../../src/syntax/index.ts";

const parser = createParser(loadParserModule(), { transient: true });

/** A fixture project, from the disk. */
export function loadFixture(name: string, findHosts?: FindHosts): Project {
  const root = fileURLToPath(new URL(`../../../fixtures/projects/${name}`, import.meta.url));
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1))
    .toSorted();
  const summaries = paths
    .filter((path) => path.endsWith(".nix"))
    .map((path) => {
      const tree = parser.parse(readFileSync(`${root}/${path}`));
      return summarizeFile(path, tree, createSemantics(tree));
    });
  return createProject({
    root,
    summaries,
    others: paths.filter((path) => !path.endsWith(".nix")),
    isWhole: true,
    reader: createDiskReader(root, 1_000_000),
    ...(findHosts ? { findHosts } : {}),
  });
}
