import type { Edge, Flake, Host, OpenFile, Unresolved } from "./model.ts";
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

/** The hosts without what follows from the import graph, and the edges that only their values tell. */
export interface FoundHosts {
  readonly hosts: readonly Omit<Host, "closure">[];
  readonly edges: readonly Edge[];
  readonly unresolved: readonly Unresolved[];
}

export type FindHosts = (sources: ProjectSources) => FoundHosts;

export type ReadFlakes = (sources: ProjectSources) => readonly Flake[];
