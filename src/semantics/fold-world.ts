import type { Span } from "../text/index.ts";
import type { Folded, Unknown, Value } from "./fold-value.ts";

/** The files around the one that is folded, and what lies beyond them. Files that share a world share their values. */
export interface FoldWorld {
  /** What goes by a dotted name: `builtins.import`, `inputs.nixpkgs.lib.genAttrs`. Else an unknown with that name. */
  named(origin: string, reason: string): Folded;
  /** Whether a name stands for the library of nixpkgs: which names that has is known. */
  isLibrary(origin: string): boolean;
  /** Remembers where something is written: a value, or what is to be worked out. Of several places the first counts. */
  mark(what: Folded | Value, site: FoldSite): void;
}

/** A range of bytes of one file. */
export interface FoldSite {
  /** Absolute path. */
  readonly path: string;
  readonly span: Span;
}

/** Whether something unknown is a place outside of the tree, so that a text behind it makes a path below it. */
export function isForeignPath({ origin }: Unknown): boolean {
  return origin !== undefined && /^(?:inputs\.|<|modulesPath|pkgs\.path)/.test(origin);
}

/** `./a/../b` below a folder, absolute and without dots. */
export function absolutePath(folder: string, written: string): string {
  const steps: string[] = [];
  const text = written.startsWith("/") ? written : `${folder}/${written}`;
  for (const step of text.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return `/${steps.join("/")}`;
}
