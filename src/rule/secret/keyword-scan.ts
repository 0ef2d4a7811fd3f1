/** A keyword in a text, by UTF-16 offset. */
export interface KeywordHit {
  readonly index: number;
  readonly keyword: string;
}

/** Finds the first of some keywords at or after an offset; the longest where several begin at one place. */
export type KeywordScan = (text: string, from: number) => KeywordHit | undefined;

/**
 * Prepares the search for many ASCII keywords at once, each of two characters or more. One pass over the text, whatever
 * their number: a table of first pairs tells where to compare at all, and few keywords share a pair.
 */
export function createKeywordScan(keywords: readonly string[]): KeywordScan {
  const beginsHere = new Uint8Array(1 << 14);
  const byPair = new Map<number, string[]>();
  for (const keyword of keywords.toSorted((a, b) => b.length - a.length)) {
    const pair = (keyword.charCodeAt(0) << 7) | keyword.charCodeAt(1);
    beginsHere[pair] = 1;
    byPair.set(pair, [...(byPair.get(pair) ?? []), keyword]);
  }
  return (text, from) => {
    let before = 0;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 0x7f) {
        before = 0;
        continue;
      }
      const pair = (before << 7) | code;
      before = code;
      if (beginsHere[pair] !== 1) continue;
      const keyword = byPair.get(pair)?.find((candidate) => text.startsWith(candidate, at - 1));
      if (keyword !== undefined) return { index: at - 1, keyword };
    }
    return undefined;
  };
}
