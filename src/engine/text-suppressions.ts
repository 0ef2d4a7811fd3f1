import type { SourceText } from "../text/index.ts";
import { createSuppression, withBlocks, type Suppression } from "./suppressions.ts";

const mark = Buffer.from("nixaudit:");
const commentLine = /(?:^|\s)(?:#+|\/\/+)\s*(nixaudit:.*)$/;
const blankOrComment = /^\s*(?:(?:#|\/\/).*)?$/;

/**
 * The suppressions of a file that is no Nix: comments that begin with `#` or `//`. One at the end of a line silences that
 * line, one on its own line the next line that is no comment.
 */
export function findTextSuppressions(source: SourceText): Suppression[] {
  const { bytes } = source;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: Suppression[] = [];
  for (let at = buffer.indexOf(mark); at !== -1; at = buffer.indexOf(mark, at + mark.length)) {
    const number = source.lineAt(at);
    const line = source.lineSpan(number);
    const text = source.slice(line.start, line.end);
    const match = commentLine.exec(text);
    if (!match) continue;
    const start = line.start + Buffer.byteLength(text.slice(0, match.index));
    const isAlone = text.slice(0, match.index).trim() === "";
    const suppression = createSuppression(
      match[1] ?? "",
      { start, end: line.end },
      () => [isAlone ? nextLine(source, number) : line],
      source,
    );
    if (suppression) found.push(suppression);
    at = line.end;
  }
  return withBlocks(found, source);
}

function nextLine(source: SourceText, comment: number): { start: number; end: number } {
  let next = comment + 1;
  while (next <= source.lineCount) {
    const { start, end } = source.lineSpan(next);
    if (!blankOrComment.test(source.slice(start, end))) break;
    next += 1;
  }
  return source.lineSpan(Math.min(next, source.lineCount));
}
