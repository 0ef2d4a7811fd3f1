const longestName = 64;

/** The name that `name` was probably meant to be, or undefined when none is near. */
export function findNearestName(name: string, names: Iterable<string>): string | undefined {
  const wanted = normalize(name);
  if (wanted === "" || wanted.length > longestName) return undefined;
  // A third of the letters wrong is another word, not a slip.
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let best: string | undefined;
  for (const candidate of names) {
    const distance = editDistance(wanted, normalize(candidate), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? findOnlyExtension(wanted, names);
}

function normalize(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

/** `warn` for `warning`: the one name that begins with what was written. */
function findOnlyExtension(wanted: string, names: Iterable<string>): string | undefined {
  if (wanted.length < 3) return undefined;
  const longer = [...names].filter((candidate) => normalize(candidate).startsWith(wanted));
  return longer.length === 1 ? longer[0] : undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words; at least `limit` when more. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let distance = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        distance = Math.min(distance, (beforePrevious[column - 2] ?? Infinity) + 1);
      }
      current.push(distance);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? limit;
}
