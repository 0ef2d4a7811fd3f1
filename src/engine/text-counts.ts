import type { TextFileCounts } from "../diagnostic/index.ts";
import type { TextOutcome } from "./audit-text-file.ts";

/** Counts what became of files that are no Nix. */
export function countTexts(outcomes: readonly TextOutcome[]): TextFileCounts {
  const skipped = { encrypted: 0, binary: 0, "too-large": 0, unreadable: 0 };
  let [searched, bytes, withFindings] = [0, 0, 0];
  for (const outcome of outcomes) {
    if (outcome.passedOver !== undefined) {
      skipped[outcome.passedOver] += 1;
      continue;
    }
    searched += 1;
    bytes += outcome.bytes;
    if (outcome.findings.length > 0) withFindings += 1;
  }
  return { searched, bytes, withFindings, skipped };
}

/** The counts together, as a part of a summary; nothing where there are none. */
export function addTexts(counts: readonly TextFileCounts[]): {
  readonly textFiles?: TextFileCounts;
} {
  if (counts.length === 0) return {};
  const sum = (count: (each: TextFileCounts) => number): number =>
    counts.reduce((total, each) => total + count(each), 0);
  return {
    textFiles: {
      searched: sum(({ searched }) => searched),
      bytes: sum(({ bytes }) => bytes),
      withFindings: sum(({ withFindings }) => withFindings),
      skipped: {
        encrypted: sum(({ skipped }) => skipped.encrypted),
        binary: sum(({ skipped }) => skipped.binary),
        "too-large": sum(({ skipped }) => skipped["too-large"]),
        unreadable: sum(({ skipped }) => skipped.unreadable),
      },
    },
  };
}
