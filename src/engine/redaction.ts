import { findPrivateKeys, findTokens, mayHoldPrivateKey, mayHoldToken } from "../rule/index.ts";
import type { SourceText, Span } from "../text/index.ts";

/** What may not be shown of a file: sorted, apart from each other. */
export interface Redaction {
  readonly spans: readonly Span[];
}

/** Stands for one code unit of what is hidden, so that columns stay what they are. */
const BULLET = "•";
const HIDDEN = "<redacted>";

/** Shorter texts stand in a message by chance. */
const SHORTEST_IN_MESSAGE = 6;
const LONGEST_IN_MESSAGE = 10_000;

const LF = 0x0a;
const CR = 0x0d;

/** Joins the spans that rules asked to hide. */
export function createRedaction(asked: readonly Span[]): Redaction {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of asked.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > start) spans.push({ start, end });
  }
  return { spans };
}

/** The text of a part of one line, hidden places as bullets: as many as they have columns. */
export function maskedSlice(source: SourceText, { start, end }: Span, hidden: Redaction): string {
  let text = "";
  let at = start;
  for (const span of spansWithin(hidden, start, end)) {
    const from = Math.max(span.start, start);
    const to = Math.min(span.end, end);
    text += source.slice(at, from) + BULLET.repeat(source.slice(from, to).length);
    at = to;
  }
  return text + source.slice(at, end);
}

/** A line without the tokens and keys that are known by their shape: also where no rule looked for them. */
export function withoutTokens(line: string): string {
  let shown = line;
  if (mayHoldPrivateKey(line))
    for (const found of findPrivateKeys(line)) shown = hide(shown, found);
  if (mayHoldToken(line)) for (const found of findTokens(line)) shown = hide(shown, found);
  return shown;
}

function hide(line: string, { start, end }: Span): string {
  return line.slice(0, start) + BULLET.repeat(end - start) + line.slice(end);
}

/** A text of {@link maskedSlice} from which not even the length of what is hidden can be told. */
export function withoutLengths(masked: string): string {
  return masked.replace(/•+/g, BULLET);
}

/** The bytes without what is hidden, line ends kept: for hashes of lines. */
export function withoutHidden(bytes: Uint8Array, { spans }: Redaction): Uint8Array {
  if (spans.length === 0) return bytes;
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  let next = 0;
  for (const [offset, byte] of bytes.entries()) {
    while ((spans[next]?.end ?? Infinity) <= offset) next += 1;
    if (offset >= (spans[next]?.start ?? Infinity) && byte !== LF && byte !== CR) continue;
    kept[length++] = byte;
  }
  return kept.subarray(0, length);
}

/**
 * A text about a place, such as a message, in which what is hidden on the lines of that place is not quoted. Words as
 * short as names are left alone.
 */
export function withoutQuotes(
  text: string,
  place: Span,
  source: SourceText,
  hidden: Redaction,
): string {
  if (hidden.spans.length === 0) return text;
  const { start } = source.lineSpan(source.lineAt(place.start));
  const { end } = source.lineSpan(source.lineAt(place.end));
  let shown = text;
  for (const span of spansWithin(hidden, start, end)) {
    if (span.end - span.start > LONGEST_IN_MESSAGE) continue;
    const value = source.slice(span.start, span.end).trim();
    if (value.length >= SHORTEST_IN_MESSAGE) shown = shown.replaceAll(value, HIDDEN);
  }
  return shown;
}

function* spansWithin({ spans }: Redaction, start: number, end: number): Generator<Span> {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < spans.length; index++) {
    const span = spans[index];
    if (!span || span.start >= end) return;
    yield span;
  }
}
