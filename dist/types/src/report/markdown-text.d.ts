/** The text with nothing in it that markdown would take for markup. Safe in a cell of a table. */
export declare function escapeMarkdown(text: string): string;
/** Text in which only what stands between backticks is markup: code. Safe in a cell of a table. */
export declare function inlineMarkdown(text: string): string;
/** The text as code, whatever backticks are in it. Not for a table if it may hold a pipe. */
export declare function codeSpan(text: string): string;
