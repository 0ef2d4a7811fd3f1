import { toLine } from "../plain-text.ts";
import type { Inline } from "./document.ts";
import { parseInline } from "./inline.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as html shows it: one printable line with nothing in it that is markup, also in a quoted attribute. */
export function escapeHtml(content: string): string {
  return toLine(content).replaceAll(/[&<>"']/gu, (character) => entities[character] ?? "");
}

/** An inline as html. */
export function htmlOf(content: Inline): string {
  if (typeof content === "number") return String(content);
  if (typeof content === "string") return htmlOfText(content);
  if ("code" in content)
    return content.code === "" ? "" : `<code>${escapeHtml(content.code)}</code>`;
  return link(content.url, htmlOfText(content.text));
}

/** A link to a page of the web; anything but that stays text. */
export function link(url: string, html: string): string {
  if (!url.startsWith("https://")) return html;
  return `<a href="${escapeHtml(url)}" rel="noreferrer">${html}</a>`;
}

function htmlOfText(content: string): string {
  return parseInline(content)
    .map(({ kind, text }) => {
      const escaped = escapeHtml(text) || (text === "" ? "" : " ");
      if (kind === "code") return `<code>${escaped}</code>`;
      return kind === "strong" ? `<strong>${escaped}</strong>` : keepBlanks(text, escaped);
    })
    .join("");
}

/** Blanks at the ends of a piece part it from its neighbours. */
function keepBlanks(text: string, escaped: string): string {
  const isBlank = text.trim() === "";
  if (isBlank) return text === "" ? "" : " ";
  return `${/^\s/.test(text) ? " " : ""}${escaped}${/\s$/.test(text) ? " " : ""}`;
}
