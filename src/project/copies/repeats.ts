/** A run of symbols that stands more than once. */
export interface Repeat {
  /** Where it begins, in order. */
  readonly starts: readonly number[];
  /** In symbols. */
  readonly length: number;
  readonly weight: number;
}

/** Longer runs are cut, so that no text makes the search slow. */
const LONGEST_RUN = 1000;

/**
 * All runs that stand more than once, weigh enough, and cannot be made longer at either side without losing a place. 0 is in no
 * run. Places that share a beginning are followed together, and given up where they share what comes before as well: the
 * run that begins there is found on its own.
 */
export function findRepeats(
  symbols: Uint32Array,
  weights: Uint32Array,
  leastWeight: number,
): Repeat[] {
  const heavy = positionsByFirst(symbols, weights, leastWeight);
  const found: Repeat[] = [];
  const waiting: Repeat[] = [];
  for (const starts of heavy.values())
    if (starts.length > 1)
      waiting.push({ starts, length: 1, weight: weights[starts[0] ?? 0] ?? 0 });
  for (let run = waiting.pop(); run; run = waiting.pop()) {
    const { starts, length, weight } = run;
    if (haveOneBefore(symbols, starts)) continue;
    const byNext = new Map<number, number[]>();
    for (const start of starts) {
      const next = length < LONGEST_RUN ? (symbols[start + length] ?? 0) : 0;
      const known = byNext.get(next);
      if (known) known.push(start);
      else byNext.set(next, [start]);
    }
    for (const [next, longer] of byNext) {
      if (next === 0 || longer.length < 2) continue;
      const added = weights[(longer[0] ?? 0) + length] ?? 0;
      waiting.push({ starts: longer, length: length + 1, weight: weight + added });
    }
    // One that every place continues is found as the longer one.
    const goesOn = byNext.size === 1 && !byNext.has(0);
    if (!goesOn && weight >= leastWeight) found.push(run);
  }
  return found;
}

/** Places by their symbol; without those from which no run of enough weight can begin. */
function positionsByFirst(
  symbols: Uint32Array,
  weights: Uint32Array,
  leastWeight: number,
): Map<number, number[]> {
  const first = new Map<number, number[]>();
  let weight = 0;
  for (let at = symbols.length - 1; at >= 0; at--) {
    const symbol = symbols[at] ?? 0;
    weight = symbol === 0 ? 0 : weight + (weights[at] ?? 0);
    if (symbol === 0 || weight < leastWeight) continue;
    const known = first.get(symbol);
    if (known) known.push(at);
    else first.set(symbol, [at]);
  }
  for (const starts of first.values()) starts.reverse();
  return first;
}

function haveOneBefore(symbols: Uint32Array, starts: readonly number[]): boolean {
  const before = symbols[(starts[0] ?? 0) - 1] ?? 0;
  return before !== 0 && starts.every((start) => (symbols[start - 1] ?? 0) === before);
}
