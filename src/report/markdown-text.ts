/** What markdown, its tables, HTML or GitHub (formulas, mentions, issue numbers) would take for more than text. */
const SPECIAL = /[\\`*_{}[\]()#+!|<>~&$@:]/gu;

/** The text with nothing in it that markdown would take for markup. Safe in a cell of a table. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(SPECIAL, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll("&#64;", "&#64;&#8203;");
}

/** Text in which only what stands between backticks is markup: code. Safe in a cell of a table. */
export function inlineMarkdown(text: string): string {
  const parts = text.split("`");
  const last = parts.length - 1;
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return escapeProse(part);
      // Without a partner the backtick is only a character.
      if (index === last) return `&#96;${escapeProse(part)}`;
      return part.trim() === "" ? `&#96;${part}&#96;` : cellCode(part);
    })
    .join("");
}

/** The text as code, whatever backticks are in it. Not for a table if it may hold a pipe. */
export function codeSpan(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/gu), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = longest > 0 || text.startsWith(" ") || text === "" ? " " : "";
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** A pipe ends a cell even inside a code span, and escaping it fails after a backslash. */
function cellCode(text: string): string {
  return text.includes("|") ? `<code>${escapeMarkdown(text)}</code>` : `\`${text}\``;
}

/** Like {@link escapeMarkdown}, but readable: what is harmless within a sentence stays. */
function escapeProse(text: string): string {
  return text.replaceAll(/[\\*_[\]#|<>~&$@]/gu, (character) => escapeMarkdown(character));
}
