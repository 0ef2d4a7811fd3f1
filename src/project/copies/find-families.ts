import type { ProjectFile } from "../model.ts";
import { SHAPE_WIDTH } from "./print-code.ts";

/** Code that is alike but for literals. */
export interface CodeFamily {
  /** Tokens of one of them. */
  readonly weight: number;
  /** In the order of paths and starts; none lies in another. */
  readonly places: readonly {
    readonly path: string;
    readonly start: number;
    readonly end: number;
  }[];
}

/**
 * The code of over `tokens` tokens that stands at `copies` places or more, equal but for its literals, the heaviest first; where one
 * family's members lie in those of a heavier one, only the heavier. What is equal to the last literal is no family, and counts
 * as one. Needs the prints of the files.
 */
export function findFamilies(
  files: readonly ProjectFile[],
  { tokens, copies }: { readonly tokens: number; readonly copies: number },
): CodeFamily[] {
  const counts = new Map<number, number>();
  for (const { prints } of files)
    for (let at = 0; at < (prints?.shapes.length ?? 0); at += SHAPE_WIDTH) {
      const shape = prints?.shapes[at] ?? 0;
      counts.set(shape, (counts.get(shape) ?? 0) + 1);
    }
  const families = new Map<number, Member[]>();
  for (const { path, prints } of files)
    for (let at = 0; at < (prints?.shapes.length ?? 0); at += SHAPE_WIDTH) {
      const [shape = 0, exact = 0, weight = 0, start = 0, end = 0] =
        prints?.shapes.slice(at, at + SHAPE_WIDTH) ?? [];
      if (weight < tokens || (counts.get(shape) ?? 0) < copies) continue;
      const known = families.get(shape);
      const member = { path, exact, weight, start, end };
      if (known) known.push(member);
      else families.set(shape, [member]);
    }
  const claimed = new Map<string, Member[]>();
  return [...families.values()]
    .toSorted((a, b) => weightOf(b) - weightOf(a) || sizeOf(b) - sizeOf(a))
    .flatMap((members) => {
      const free = members.filter(
        ({ path, start, end }) =>
          !(claimed.get(path) ?? []).some((other) => start < other.end && other.start < end),
      );
      if (new Set(free.map(({ exact }) => exact)).size < copies) return [];
      for (const member of free) {
        const known = claimed.get(member.path);
        if (known) known.push(member);
        else claimed.set(member.path, [member]);
      }
      return [
        {
          weight: weightOf(free),
          places: free.map(({ path, start, end }) => ({ path, start, end })),
        },
      ];
    });
}

interface Member {
  readonly path: string;
  readonly exact: number;
  readonly weight: number;
  readonly start: number;
  readonly end: number;
}

function weightOf([first]: readonly Member[]): number {
  return first?.weight ?? 0;
}

function sizeOf([first]: readonly Member[]): number {
  return first ? first.end - first.start : 0;
}
