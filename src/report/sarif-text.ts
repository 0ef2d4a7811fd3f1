import { toLine } from "./plain-text.ts";

/** What GitHub takes of a descriptor's text. */
const MAXIMUM_DESCRIPTION = 1024;

/**
 * The text as a SARIF message: one printable line that ends with a full stop. SARIF gives braces
 * (placeholders) and square brackets (links) a meaning of their own, so both become parentheses.
 */
export function toSarifMessage(text: string): string {
  const line = withoutBrackets(toLine(text));
  if (line === "") return "No message.";
  return /[.!?]$/u.test(line) ? line : `${line.replace(/[:;,]$/u, "")}.`;
}

/** The text as a {@link toSarifMessage} with a capital, no longer than GitHub takes. */
export function toSarifDescription(text: string): string {
  const message = toSarifMessage(text).replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  if (message.length <= MAXIMUM_DESCRIPTION) return message;
  const kept = message.slice(0, MAXIMUM_DESCRIPTION - 2);
  const sentenceEnd = kept.lastIndexOf(". ");
  return sentenceEnd > 0 ? kept.slice(0, sentenceEnd + 1) : `${kept}….`;
}

/** Markdown as plain text in paragraphs, without braces and brackets: links as "text (address)". */
export function toSarifParagraphs(markdown: string): string {
  const paragraphs = markdown
    .replaceAll(/\[([^\]]*)\]\(([^)]*)\)/gu, "$1 ($2)")
    .split(/\n\s*\n/u)
    .map((paragraph) => withoutBrackets(toLine(paragraph)))
    .filter((paragraph) => paragraph !== "");
  return paragraphs.join("\n\n");
}

function withoutBrackets(text: string): string {
  return text.replaceAll(/[{[]/gu, "(").replaceAll(/[}\]]/gu, ")");
}
