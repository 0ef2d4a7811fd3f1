/** Lines `first` to `last`, 1-based, both among them. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Which lines of which files changed: `all` for a new file. Files that did not change are not in it. */
export type ChangedLines = ReadonlyMap<string, "all" | readonly LineRange[]>;

/**
 * The changed lines of a patch without context, as `git diff -U0` writes it, by path of the new file. Lines that were
 * only removed leave nothing behind. A file of which the patch shows no text (a mode, a plain rename) did not change.
 */
export function readPatch(patch: string): ChangedLines {
  const changed = new Map<string, LineRange[]>();
  const lines = patch.split("\n");
  let path: string | undefined;
  let toSkip = 0;
  for (const line of lines) {
    if (toSkip > 0) {
      // "\ No newline at end of file" stands between the lines and is none.
      if (!line.startsWith("\\")) toSkip -= 1;
      continue;
    }
    if (line.startsWith("+++ ")) {
      path = readPath(line.slice(4));
      continue;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (!hunk) continue;
    const [removed, added] = [Number(hunk[1] ?? 1), Number(hunk[3] ?? 1)];
    toSkip = removed + added;
    if (path === undefined || added === 0) continue;
    const first = Number(hunk[2]);
    const ranges = changed.get(path);
    const range = { first, last: first + added - 1 };
    if (ranges === undefined) changed.set(path, [range]);
    else ranges.push(range);
  }
  return changed;
}

/** Whether some of the lines `first` to `last` (1-based, both among them) of the file changed. Logarithmic in the changes. */
export function hasChange(
  changed: ChangedLines,
  path: string,
  { first, last }: LineRange,
): boolean {
  const ranges = changed.get(path);
  if (ranges === undefined) return false;
  if (ranges === "all") return true;
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.last ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  const next = ranges[low];
  return next !== undefined && next.first <= last;
}

/** The path of a `+++` line without its prefix `b/`; undefined for `/dev/null`. */
function readPath(text: string): string | undefined {
  // After a name with a blank in it stands a tab.
  const written = text.startsWith('"') ? unquote(text) : text.replace(/[\t\r]*$/, "");
  return written.startsWith("b/") ? written.slice(2) : undefined;
}

const escapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
};

/** A name as git quotes it: C escapes, other bytes in octal. */
function unquote(text: string): string {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  const pieces = text.slice(1, text.lastIndexOf('"')).matchAll(/\\([0-7]{3})|\\(.)|([^"\\]+)/gu);
  for (const [, octal, escape, plain] of pieces) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (escape !== undefined) {
      const code = escapes[escape];
      if (code === undefined) bytes.push(...encoder.encode(escape));
      else bytes.push(code);
    } else bytes.push(...encoder.encode(plain ?? ""));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
