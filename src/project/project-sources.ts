import type { Edge, Flake, Host, HostConfiguration, OpenFile, Unresolved } from "./model.ts";
import type { SourceText } from "../text/index.ts";

/** What finding hosts and reading flakes may look at. */
export interface ProjectSources {
  /** Absolute path of the audited root. */
  readonly root: string;
  /** Paths of the Nix files. */
  readonly files: ReadonlySet<string>;
  readonly otherFiles: ReadonlySet<string>;
  /** Paths of the files named flake.nix, the one at the root first. */
  readonly flakePaths: readonly string[];
  open(path: string): OpenFile | undefined;
  readText(path: string): SourceText | undefined;
}

/** A host without what follows from the import graph. */
export interface FoundHost extends Omit<Host, "closure"> {
  /** Files that it is known to read as modules, whatever the graph says. */
  readonly moduleFiles?: readonly string[];
}

/** The hosts without what follows from the import graph, and the edges that only their values tell. */
export interface FoundHosts {
  readonly hosts: readonly FoundHost[];
  readonly edges: readonly Edge[];
  readonly unresolved: readonly Unresolved[];
  /** What the hosts' modules say, by {@link hostKey}. */
  readonly configurations?: ReadonlyMap<string, HostConfiguration>;
}

/** Tells a host from all others of the project. */
export function hostKey({ name, kind }: Pick<Host, "name" | "kind">): string {
  return `${name}\0${kind}`;
}

export type FindHosts = (sources: ProjectSources) => FoundHosts;

export type ReadFlakes = (sources: ProjectSources) => readonly Flake[];
