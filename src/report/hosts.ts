import { Chalk } from "chalk";
import type { Edge, EdgeTarget, Host, Place, Unresolved } from "../project/index.ts";
import { toPrintable } from "./plain-text.ts";

/** Raised only when a field goes or changes its meaning; new fields do not raise it. */
const HOSTS_VERSION = 1;

/** A host as it is listed. */
export interface ListedHost extends Omit<Host, "closure"> {
  /** The files of the tree that it is made of, sorted. */
  readonly files: readonly string[];
  /** How many findings there are in its files, by severity; undefined where no audit was made. */
  readonly findings?: { readonly error: number; readonly warning: number; readonly info: number };
  /** What makes it worth looking at, the worst first; undefined where it was not judged. */
  readonly risk?: { readonly score: number; readonly reasons: readonly string[] };
}

/** Everything that `nixaudit hosts` shows. */
export interface HostList {
  readonly hosts: readonly ListedHost[];
  readonly unresolved: readonly Unresolved[];
  /** 1-based line and UTF-16 column of where a place begins. */
  positionOf(place: Place): { readonly line: number; readonly column: number };
}

/** The list for scripts, as `schemas/hosts.schema.json` describes it. */
export function renderHostsAsJson(
  { hosts, unresolved, positionOf }: HostList,
  tool: { readonly version: string; readonly homepage: string },
): string {
  const place = (at: Place): object => {
    const { line, column } = positionOf(at);
    return { path: at.path, startLine: line, startColumn: column };
  };
  const list = {
    version: HOSTS_VERSION,
    tool: { name: "nixaudit", version: tool.version, homepage: tool.homepage },
    hosts: hosts.map((host) => ({
      name: host.name,
      kind: host.kind,
      system: host.system ?? null,
      root: host.root,
      definedAt: place(host.place),
      nixpkgs: host.nixpkgs ?? null,
      isEphemeral: host.isEphemeral ?? false,
      deploy: host.deploy
        ? {
            address: host.deploy.address ?? null,
            user: host.deploy.user ?? null,
            by: host.deploy.by,
          }
        : null,
      modules: host.modules.map((edge) => ({
        ...place({ path: edge.from, span: edge.span }),
        by: edge.by,
        isConditional: edge.isConditional ?? false,
        target: edge.target,
      })),
      files: host.files,
    })),
    unresolved: unresolved.map(({ place: at, what, reason }) => ({ what, reason, ...place(at) })),
  };
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

const columns = ["name", "kind", "system", "root", "modules", "files", "deployed to"] as const;

/** How many open questions are shown at most. */
const SHOWN_UNRESOLVED = 20;

/** The list for people: a table, and what could not be found out. */
export function renderHostsAsText(
  { hosts, unresolved, positionOf }: HostList,
  color: boolean,
): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const lines: string[] = [];
  if (hosts.length > 0) {
    const rows = hosts.map(rowOf);
    const widths = columns.map((title, index) =>
      Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
    );
    const layOut = (cells: readonly string[]): string =>
      cells
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd();
    lines.push(chalk.dim(layOut(columns)), ...rows.map(layOut), "");
  }
  lines.push(hosts.length === 1 ? "1 host" : `${hosts.length} hosts`);
  if (unresolved.length > 0) {
    lines.push("", chalk.bold("Could not be found out:"));
    for (const { what, reason, place } of unresolved.slice(0, SHOWN_UNRESOLVED)) {
      const { line, column } = positionOf(place);
      const where = toPrintable(`${place.path}:${line}:${column}`);
      lines.push(`  ${toPrintable(what)}: ${toPrintable(reason)}  ${chalk.dim(where)}`);
    }
    const more = unresolved.length - SHOWN_UNRESOLVED;
    if (more > 0) lines.push(`  and ${more} more; --format json has all of them`);
  }
  return `${lines.join("\n")}\n`;
}

function rowOf(host: ListedHost): readonly string[] {
  const { name, kind, system, root, modules, files, deploy, isEphemeral } = host;
  const user = deploy?.user === undefined ? "" : `${deploy.user}@`;
  const to = deploy ? `${user}${deploy.address ?? name} (${deploy.by})` : "";
  return [
    toPrintable(name),
    isEphemeral ? `${kind}, image` : kind,
    system ?? "?",
    toPrintable(root),
    countModules(modules),
    String(files.length),
    toPrintable(to),
  ];
}

/** How many modules the list has of the tree, and how many of elsewhere. */
function countModules(modules: readonly Edge[]): string {
  const count = (kinds: readonly EdgeTarget["kind"][]): number =>
    modules.filter(({ target }) => kinds.includes(target.kind)).length;
  const own = count(["file", "folder"]);
  const external = count(["external", "outside"]);
  const open = count(["unresolved", "missing"]);
  const parts = [String(own)];
  if (external > 0) parts.push(`${external} external`);
  if (open > 0) parts.push(`${open} unknown`);
  return parts.join(" + ");
}
