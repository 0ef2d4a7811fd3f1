/** The text as one word of a POSIX shell, whatever is in it. It must hold no NUL: no argument can. */
export function quoteForShell(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) && !text.startsWith("-") && !text.startsWith("=")
    ? text
    : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
