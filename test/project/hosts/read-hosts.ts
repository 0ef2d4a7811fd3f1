import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { discoverFiles, discoverProject } from "../../../src/project/discovery/index.ts";
import { findHosts, type FoundHosts } from "../../../src/project/hosts/index.ts";
import {
  createDiskReader,
  createProject,
  summarizeFile,
  type Edge,
  type Place,
} from "../../../src/project/index.ts";
import { createSemantics } from "../../../src/semantics/index.ts";
import { createParser, loadParserModule } from "../../../src/syntax/index.ts";

const projects = fileURLToPath(new URL("../../../fixtures/projects", import.meta.url));

/** The names of the projects whose hosts are known. */
export const hostProjects: readonly string[] = readdirSync(projects).filter((name) =>
  name.startsWith("hosts-"),
);

const parser = createParser(loadParserModule(), { transient: true });

/** What was found, and where in a file a place is. */
export interface ReadHosts extends FoundHosts {
  /** 1-based line and UTF-16 column. */
  positionOf(place: Place): { readonly line: number; readonly column: number };
}

/** The hosts of a folder, before what follows from the import graph. */
export function readHosts(root: string): ReadHosts {
  const search = {
    root,
    paths: [root],
    exclude: [],
    excludeRoot: root,
    forceExclude: false,
    respectGitignore: true,
    listsOthers: true,
  };
  const { files, others } = discoverProject(search, discoverFiles(search));
  let found: FoundHosts = { hosts: [], edges: [], unresolved: [], configurations: new Map() };
  const project = createProject({
    root,
    summaries: files.map(({ absolutePath, path }) => {
      const tree = parser.parse(readFileSync(absolutePath));
      return summarizeFile(path, tree, createSemantics(tree));
    }),
    others,
    isWhole: true,
    reader: createDiskReader(root, 1e6),
    findHosts: (sources) => (found = findHosts(sources)),
  });
  // They are looked for when first asked for.
  void project.unresolved;
  return {
    ...found,
    positionOf: ({ path, span }) =>
      project.open(path)?.source.positionAt(span.start) ?? { line: 1, column: 1 },
  };
}

/** Everything that is found in a project, as text: hosts with their modules and files, edges, open questions. */
export function describeProject(name: string): string {
  const found = readHosts(join(projects, name));
  const lines: string[] = [];
  for (const host of found.hosts) {
    const { deploy } = host;
    const parts = [
      host.name,
      host.kind,
      host.system ?? "?",
      host.root,
      ...(host.nixpkgs === undefined ? [] : [`by ${host.nixpkgs}`]),
      ...(host.isEphemeral ? ["image"] : []),
      ...(deploy ? [`to ${deploy.user ?? ""}@${deploy.address ?? ""} ${deploy.by}`] : []),
    ];
    lines.push(parts.join(" | "));
    for (const edge of host.modules) lines.push(`    module ${describeEdge(edge)}`);
    lines.push(`    reads ${(host.moduleFiles ?? []).join(" ")}`);
  }
  for (const edge of found.edges) {
    const { line, column } = found.positionOf({ path: edge.from, span: edge.span });
    const hosts = edge.hosts ? ` for ${edge.hosts.join(", ")}` : "";
    lines.push(`edge ${edge.from}:${line}:${column} ${edge.kind} ${describeEdge(edge)}${hosts}`);
  }
  for (const { what, reason, place } of found.unresolved) {
    const { line, column } = found.positionOf(place);
    lines.push(`open ${what}: ${reason} (${place.path}:${line}:${column})`);
  }
  return `${lines.join("\n")}\n`;
}

function describeEdge({ target, by, isConditional }: Edge): string {
  const name =
    target.kind === "external"
      ? target.name
      : target.kind === "unresolved"
        ? target.reason
        : target.path;
  return `${by} ${target.kind} ${name}${isConditional ? " perhaps" : ""}`;
}
