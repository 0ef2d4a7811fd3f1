/**
 * The text as a SARIF message: one printable line that ends with a full stop. SARIF gives braces
 * (placeholders) and square brackets (links) a meaning of their own, so both become parentheses.
 */
export declare function toSarifMessage(text: string): string;
/** The text as a {@link toSarifMessage} with a capital, no longer than GitHub takes. */
export declare function toSarifDescription(text: string): string;
/** Markdown as plain text in paragraphs, without braces and brackets: links as "text (address)". */
export declare function toSarifParagraphs(markdown: string): string;
