import { findSyntaxErrors, type Parser, type SyntaxTree } from "../syntax/index.ts";
import { applyEdits, contains } from "../text/index.ts";
import { ignoreEdits, type Placement } from "./ignore-comments.ts";
import { findIgnoreLines } from "./ignore-lines.ts";
import { findSuppressions, silences, type Silenceable, type Suppression } from "./suppressions.ts";

/** What adding comments made of a file. */
export interface AddedIgnores {
  /** Equal to the text before where nothing was added. */
  readonly after: Uint8Array;
  /** How many of the findings the comments silence. */
  readonly silenced: number;
}

/** Wider places are tried where a narrow one does not do; that ends within a few rounds. */
const ROUND_LIMIT = 8;

/**
 * Adds comments that silence the findings: above the finding's line, else around the string or comment that it
 * stands in, else at the top for the whole file. Rules of one place share a comment, and one that is there already is
 * extended. Nothing but comments changes. Rules in `wholeFile` get a comment at the top. Undefined for a text with a syntax error.
 */
export function addIgnores(
  parser: Parser,
  bytes: Uint8Array,
  findings: readonly Silenceable[],
  { reason, wholeFile }: { readonly reason: string; readonly wholeFile: ReadonlySet<string> },
): AddedIgnores | undefined {
  const tree = parser.parse(bytes);
  if (findSyntaxErrors(tree).length > 0) return undefined;
  const lines = findIgnoreLines(tree);
  const narrowest = ({ rule, span }: Silenceable): Placement => {
    if (wholeFile.has(rule.id)) return "file";
    return lines.isFree(tree.source.lineAt(span.start)) ? "line" : "block";
  };
  const placements = new Map(findings.map((found) => [found, narrowest(found)]));
  let best: AddedIgnores = { after: bytes, silenced: 0 };
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const edits = ignoreEdits(tree, lines, placements, reason);
    const after = applyEdits(bytes, edits);
    const changed = parser.parse(after);
    if (!addsOnlyComments(tree, changed, edits)) return best;
    const suppressions = findSuppressions(changed);
    const shift = createShift(edits);
    let silenced = 0;
    let isSettled = true;
    for (const [found, placement] of placements) {
      const start = shift(found.span.start);
      const moved = { ...found, span: { start, end: start } };
      const by = suppressions.find((suppression) => silences(suppression, moved));
      if (by) silenced += 1;
      const next =
        !by && placement === "covered" ? narrowest(found) : nextPlacement(placement, by, start);
      if (next === placement) continue;
      placements.set(found, next);
      isSettled = false;
    }
    if (silenced > best.silenced || isSettled) best = { after, silenced };
    if (isSettled) break;
  }
  return best;
}

function nextPlacement(
  placement: Placement,
  by: Suppression | undefined,
  start: number,
): Placement {
  if (by) {
    // A comment above a set speaks for all of it: one more on a line within would suppress nothing.
    const [line] = by.scopes;
    const isOwn = by.form === "ignore" && line && contains(line, { start, end: start });
    return placement === "line" && !isOwn ? "covered" : placement;
  }
  return placement === "line" ? "block" : "file";
}

interface Insertion {
  readonly span: { readonly start: number };
  readonly newText: string;
}

/** Whether every line that came in is a comment to the parser, and what was there is as it was. */
function addsOnlyComments(
  before: SyntaxTree,
  after: SyntaxTree,
  edits: readonly Insertion[],
): boolean {
  const lines = edits.reduce((sum, { newText }) => sum + newText.split("\n").length - 1, 0);
  return (
    findSyntaxErrors(after).length === 0 && after.comments.length === before.comments.length + lines
  );
}

/** Where an offset is after the insertions, which are in order. */
function createShift(edits: readonly Insertion[]): (offset: number) => number {
  const starts = edits.map(({ span }) => span.start);
  const sums = [0];
  for (const { newText } of edits) sums.push((sums.at(-1) ?? 0) + Buffer.byteLength(newText));
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (sums[low] ?? 0);
  };
}
