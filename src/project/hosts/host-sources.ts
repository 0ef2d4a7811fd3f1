import type { TreeSources } from "../evaluation/index.ts";
import type { Edge, Host, HostConfiguration, Unresolved } from "../model.ts";

/** What finding hosts may look at. All paths are relative to the root, with forward slashes. */
export interface HostSources extends TreeSources {
  /** Paths of the files named flake.nix, the one at the root first. */
  readonly flakePaths: readonly string[];
}

/** A host without what follows from the import graph. */
export interface HostSketch extends Omit<Host, "closure"> {
  /** The files of the tree that its configuration reads as modules, sorted. */
  readonly moduleFiles: readonly string[];
}

/** What was found. */
export interface FoundHosts {
  /** Sorted by name, then kind. */
  readonly hosts: readonly HostSketch[];
  /** The edges that no text names: worked out, or brought by a folder's listing. */
  readonly edges: readonly Edge[];
  readonly unresolved: readonly Unresolved[];
  /** What the hosts' modules say, by {@link hostKey}. */
  readonly configurations: ReadonlyMap<string, HostConfiguration>;
}
