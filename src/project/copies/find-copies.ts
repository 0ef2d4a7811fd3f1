import type { ProjectFile } from "../model.ts";
import { PIECE_WIDTH } from "./print-code.ts";
import { findRepeats, type Repeat } from "./repeats.ts";

/** Code that stands at several places with the same tokens. */
export interface CopiedCode {
  /** Tokens of one of them. */
  readonly weight: number;
  /** Two or more that do not overlap, by path and start. */
  readonly places: readonly CopyPlace[];
}

/** One of them; a place that is part of larger copied code is marked. */
export interface CopyPlace {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly isWithinLarger?: true;
}

/**
 * The code of over `tokens` tokens that stands in the files more than once, the longest first. What is copied as part of something
 * larger is told only where it stands once more by itself. Needs the prints of the files; near linear in them.
 */
export function findCopies(files: readonly ProjectFile[], tokens: number): CopiedCode[] {
  const table = tableOf(files);
  const repeats = findRepeats(table.symbols, table.weights, tokens);
  const placed = repeats.map((repeat) => ({
    weight: repeat.weight,
    places: placesOf(repeat, table),
  }));
  placed.sort(
    (a, b) =>
      b.weight - a.weight ||
      sizeOf(b.places) - sizeOf(a.places) ||
      comparePlaces(a.places[0], b.places[0]),
  );
  const claimed = new Map<string, CopyPlace[]>();
  return placed.flatMap(({ weight, places }) => {
    const apart = withoutOverlaps(places).map((place) =>
      overlapsAny(claimed.get(place.path) ?? [], place)
        ? { ...place, isWithinLarger: true as const }
        : place,
    );
    const free = apart.filter(({ isWithinLarger }) => !isWithinLarger);
    if (apart.length < 2 || free.length === 0) return [];
    // One of the larger copies is enough to show where it stands as well.
    const shown =
      free.length > 1 ? free : [...free, ...apart.filter((place) => place !== free[0]).slice(0, 1)];
    for (const place of free) {
      const known = claimed.get(place.path);
      if (known) known.push(place);
      else claimed.set(place.path, [place]);
    }
    return [{ weight, places: shown.toSorted(comparePlaces) }];
  });
}

interface PieceTable {
  /** Small numbers: equal ones stand for equal code, 0 for what stands once, and between sequences. */
  readonly symbols: Uint32Array;
  readonly weights: Uint32Array;
  readonly placeAt: (first: number, length: number) => CopyPlace;
}

function tableOf(files: readonly ProjectFile[]): PieceTable {
  const counts = new Map<number, number>();
  let total = 0;
  for (const { prints } of files) {
    const pieces = prints?.pieces ?? [];
    total += pieces.length / PIECE_WIDTH;
    for (let at = 0; at < pieces.length; at += PIECE_WIDTH) {
      const hash = pieces[at] ?? 0;
      if (hash !== 0) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    }
  }
  const symbols = new Uint32Array(total);
  const weights = new Uint32Array(total);
  const numbers = new Map<number, number>();
  const begins: number[] = [];
  let index = 0;
  for (const { prints } of files) {
    begins.push(index);
    const pieces = prints?.pieces ?? [];
    for (let at = 0; at < pieces.length; at += PIECE_WIDTH, index++) {
      const hash = pieces[at] ?? 0;
      if (hash === 0 || (counts.get(hash) ?? 0) < 2) continue;
      let number = numbers.get(hash);
      if (number === undefined) numbers.set(hash, (number = numbers.size + 1));
      symbols[index] = number;
      weights[index] = pieces[at + 1] ?? 0;
    }
  }
  const placeAt = (first: number, length: number): CopyPlace => {
    const file = fileAt(begins, first);
    const offset = (first - (begins[file] ?? 0)) * PIECE_WIDTH;
    const pieces = files[file]?.prints?.pieces ?? [];
    return {
      path: files[file]?.path ?? "",
      start: pieces[offset + 2] ?? 0,
      end: pieces[offset + (length - 1) * PIECE_WIDTH + 3] ?? 0,
    };
  };
  return { symbols, weights, placeAt };
}

/** The last file that begins at or before the index; of empty ones among them the one that holds it. */
function fileAt(begins: readonly number[], index: number): number {
  let low = 0;
  let high = begins.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((begins[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

function placesOf({ starts, length }: Repeat, { placeAt }: PieceTable): CopyPlace[] {
  return starts.map((start) => placeAt(start, length)).toSorted(comparePlaces);
}

function comparePlaces(a: CopyPlace | undefined, b: CopyPlace | undefined): number {
  if (!a || !b) return 0;
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.start - b.start || b.end - a.end;
}

/** Bytes of the first: of equal code, that with the brackets round it comes first. */
function sizeOf([place]: readonly CopyPlace[]): number {
  return place ? place.end - place.start : 0;
}

function withoutOverlaps(places: readonly CopyPlace[]): CopyPlace[] {
  const kept: CopyPlace[] = [];
  for (const place of places) {
    const last = kept.at(-1);
    if (last?.path !== place.path || last.end <= place.start) kept.push(place);
  }
  return kept;
}

function overlapsAny(claimed: readonly CopyPlace[], { start, end }: CopyPlace): boolean {
  return claimed.some((other) => start < other.end && other.start < end);
}
