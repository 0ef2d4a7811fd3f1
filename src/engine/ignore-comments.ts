import type { SyntaxTree } from "../syntax/index.ts";
import type { Edit, SourceText, Span } from "../text/index.ts";
import type { IgnoreLines } from "./ignore-lines.ts";
import { findSuppressions, type Silenceable, type Suppression } from "./suppressions.ts";

/** Where the comment for a finding goes. */
export type Placement =
  /** Above its line. */
  | "line"
  /** A block around the string or comment that its line begins in. */
  | "block"
  /** The top of the file. */
  | "file"
  /** Nowhere: the comment for another finding does. */
  | "covered";

/** The comments to be written above one line. */
interface Above {
  readonly ends: { readonly names: string; readonly indentation: string }[];
  readonly starts: string[];
  readonly names: Set<string>;
}

/**
 * The insertions, in order, that write an ignore comment for each finding where its placement says.
 */
export function ignoreEdits(
  tree: SyntaxTree,
  lines: IgnoreLines,
  placements: ReadonlyMap<Silenceable, Placement>,
  reason: string,
): Edit[] {
  const { source } = tree;
  const present = findSuppressions(tree).filter(({ names }) => names.length > 0);
  const extended = new Map<Suppression, Set<string>>();
  const wholeFile = new Set<string>();
  const above = new Map<number, Above>();
  const blocks = new Map<string, { first: number; last: number; names: Set<string> }>();
  const byLine = new Map(
    present
      .filter(({ form, scopes }) => form === "ignore" && scopes.length > 0)
      .map((suppression) => [source.lineAt(suppression.scopes[0]?.start ?? 0), suppression]),
  );
  const ofFile = present.find(({ form }) => form === "ignore-file");

  for (const [{ rule, span }, placement] of placements) {
    const line = source.lineAt(span.start);
    if (placement === "covered") continue;
    if (placement === "file" || isAboutFile(source, span)) {
      if (ofFile) setAt(extended, ofFile, newNames).add(rule.id);
      else wholeFile.add(rule.id);
    } else if (placement === "block") {
      const { first, last } = lines.blockAround(line);
      const block = { first, last, names: new Set<string>() };
      setAt(blocks, `${first}-${last}`, () => block).names.add(rule.id);
    } else {
      const there = byLine.get(line);
      if (there) setAt(extended, there, newNames).add(rule.id);
      else setAt(above, line, newLine).names.add(rule.id);
    }
  }
  for (const { first, last, names } of blocks.values()) {
    const end = { names: listOf(names), indentation: indentationOf(source, first) };
    setAt(above, first, newLine).starts.push(end.names);
    if (last < source.lineCount) setAt(above, last + 1, newLine).ends.push(end);
  }

  const edits: Edit[] = [];
  const lineEnd = lineEndOf(source);
  const top = wholeFile.size > 0 ? lines.top : 0;
  for (const line of new Set([top, ...above.keys()].filter((at) => at > 0))) {
    const { start } = source.lineSpan(line);
    const { ends, starts, names } = above.get(line) ?? newLine();
    const indentation = indentationOf(source, line);
    const comments = [
      ...(line === top ? [`# nixaudit: ignore-file[${listOf(wholeFile)}] ${reason}`] : []),
      ...ends.map((end) => `${end.indentation}# nixaudit: ignore-end[${end.names}]`),
      ...starts.map((list) => `${indentation}# nixaudit: ignore-start[${list}] ${reason}`),
      ...(names.size > 0 ? [`${indentation}# nixaudit: ignore[${listOf(names)}] ${reason}`] : []),
    ];
    const newText = comments.map((comment) => comment + lineEnd).join("");
    edits.push({ span: { start, end: start }, newText });
  }
  for (const [suppression, names] of extended) {
    const start = endOfNames(source, suppression);
    edits.push({ span: { start, end: start }, newText: `, ${listOf(names)}` });
  }
  return edits.sort((a, b) => a.span.start - b.span.start);
}

/** A finding on nothing, at the very start, is about the file, whatever its first line is. */
function isAboutFile(source: SourceText, { start, end }: Span): boolean {
  return start === end && start <= source.lineSpan(1).start;
}

/** Byte offset of the bracket that closes the names. */
function endOfNames(source: SourceText, { at }: Suppression): number {
  const text = source.slice(at.start, at.end);
  return at.start + Buffer.byteLength(text.slice(0, text.indexOf("]")).trimEnd());
}

function indentationOf(source: SourceText, line: number): string {
  const { start, end } = source.lineSpan(line);
  return /^[ \t]*/.exec(source.slice(start, end))?.[0] ?? "";
}

/** CRLF where the first line ends so. */
function lineEndOf(source: SourceText): string {
  if (source.lineCount < 2) return "\n";
  const { end } = source.lineSpan(1);
  return source.bytes[end] === 0x0d ? "\r\n" : "\n";
}

function listOf(names: ReadonlySet<string>): string {
  return [...names].toSorted().join(", ");
}

function newNames(): Set<string> {
  return new Set();
}

function newLine(): Above {
  return { ends: [], starts: [], names: new Set() };
}

function setAt<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}
