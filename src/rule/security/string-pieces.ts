import type { Semantics } from "../../semantics/index.ts";
import type { Expression, IndentedStringExpression, StringExpression } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import { calledFunction } from "../../options/index.ts";
import { unwrapped } from "../syntax-help.ts";

/** A string as it is written. */
export type StringNode = StringExpression | IndentedStringExpression;

/** What stands in a text for what Nix puts in. */
export const PLACEHOLDER = "\u{1}";

/** The strings that make up a value, not those that are only mentioned in it. */
export function stringsOf(value: Expression, semantics: Semantics): readonly StringNode[] {
  const node = unwrapped(value);
  switch (node.kind) {
    case "string_expression":
    case "indented_string_expression":
      return [node];
    case "binary_expression":
      return node.operator === "+"
        ? [...stringsOf(node.left, semantics), ...stringsOf(node.right, semantics)]
        : [];
    case "if_expression":
      return [...stringsOf(node.consequence, semantics), ...stringsOf(node.alternative, semantics)];
    case "let_expression":
    case "with_expression":
      return stringsOf(node.body, semantics);
    case "apply_expression": {
      const { origin, args } = calledFunction(node, semantics);
      const last = args.at(-1);
      return last && origin === "lib.optionalString" ? stringsOf(last, semantics) : [];
    }
    default:
      return [];
  }
}

/**
 * The text of a string as written, from its first quote on, with a placeholder for every byte of an interpolation: an
 * offset into its bytes is one into the string's place.
 */
export function maskedText(node: StringNode): string {
  const { source } = node.tree;
  const quotes = node.kind === "string_expression" ? 1 : 2;
  let text = " ".repeat(quotes);
  let from = node.start + quotes;
  for (const part of node.children) {
    if (part.kind !== "interpolation") continue;
    text += source.slice(from, part.start) + PLACEHOLDER.repeat(part.end - part.start);
    from = part.end;
  }
  return text + source.slice(from, node.end - quotes);
}

/** The place of a part of {@link maskedText}. */
export function spanWithin(node: StringNode, text: string, start: number, end: number): Span {
  const from = node.start + Buffer.byteLength(text.slice(0, start));
  return { start: from, end: from + Buffer.byteLength(text.slice(start, end)) };
}

/** One line of a text, without the blanks round it. */
export interface TextLine {
  readonly text: string;
  readonly at: Span;
}

/** The lines of a string that hold something. */
export function linesOf(node: StringNode): readonly TextLine[] {
  const raw = maskedText(node);
  // A `"…"` string spells its line ends: as many bytes of another kind keep the places.
  const masked = node.kind === "string_expression" ? raw.replaceAll("\\n", "\n\n") : raw;
  return Array.from(masked.matchAll(/[^\n]+/g)).flatMap(({ 0: whole, index }) => {
    const text = whole.trim();
    if (text === "") return [];
    const start = index + whole.indexOf(text);
    return [{ text, at: spanWithin(node, masked, start, start + text.length) }];
  });
}
