import type { SyntaxTree } from "../syntax/index.ts";

/** The 1-based numbers of the lines that hold code: none that are blank, or hold comments alone. In order. */
export function codeLines(tree: SyntaxTree): readonly number[] {
  const { bytes } = tree.source;
  const { comments } = tree;
  const lines: number[] = [];
  let line = 1;
  let comment = 0;
  for (let at = 0; at < bytes.length; at++) {
    while ((comments[comment]?.end ?? Infinity) <= at) comment += 1;
    const byte = bytes[at] ?? 0;
    if (byte === 0x0a) line += 1;
    else if (byte > 0x20 && at < (comments[comment]?.start ?? Infinity) && lines.at(-1) !== line)
      lines.push(line);
  }
  return lines;
}
