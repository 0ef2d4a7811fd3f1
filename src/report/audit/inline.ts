import { toLine } from "../plain-text.ts";

/** A piece of a line. */
export interface InlinePiece {
  readonly kind: "text" | "code" | "strong";
  readonly text: string;
}

/**
 * Text in which backticks mean code and `**` strong, as pieces of one printable line. A mark without a partner is only a
 * character.
 */
export function parseInline(content: string): readonly InlinePiece[] {
  const parts = toLine(content).split("`");
  const last = parts.length - 1;
  return parts.flatMap((part, index): readonly InlinePiece[] => {
    if (index % 2 === 0) return parseStrong(part);
    // Without a partner the backtick is only a character.
    if (index === last) return [{ kind: "text", text: "`" }, ...parseStrong(part)];
    return part.trim() === ""
      ? [{ kind: "text", text: `\`${part}\`` }]
      : [{ kind: "code", text: part }];
  });
}

function parseStrong(content: string): readonly InlinePiece[] {
  const parts = content.split("**");
  const last = parts.length - 1;
  return parts.flatMap((part, index): readonly InlinePiece[] => {
    if (index % 2 === 0) return part === "" ? [] : [{ kind: "text", text: part }];
    return index === last || part === ""
      ? [{ kind: "text", text: `**${part}` }]
      : [{ kind: "strong", text: part }];
  });
}
