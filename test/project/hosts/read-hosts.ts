import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadHosts, type LoadedHosts } from "../../../src/project/index.ts";
import type { Edge } from "../../../src/project/index.ts";

const projects = fileURLToPath(new URL("../../../fixtures/projects", import.meta.url));

/** The names of the projects whose hosts are known. */
export const hostProjects: readonly string[] = readdirSync(projects).filter((name) =>
  name.startsWith("hosts-"),
);

/** The hosts of a folder. */
export function readHosts(root: string): LoadedHosts {
  return loadHosts({
    root,
    exclude: [],
    excludeRoot: root,
    respectGitignore: true,
    maxFileSize: 1e6,
  });
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
    lines.push(`    reads ${host.moduleFiles.join(" ")}`);
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
