import type { Span } from "../text/index.ts";
/** What kind of mistake a syntax error is, as far as the text tells. */
export type SyntaxErrorKind = "empty-file" | "byte-order-mark" | "given-up" | "nul-byte" | "unclosed-string" | "unclosed-comment" | "unclosed-bracket"
/** A bracket of another kind is open, or none at all. */
 | "missing-bracket" | "extra-bracket" | "missing-semicolon" | "missing-comma" | "repeated-comma" | "comma-in-list" | "missing-equals"
/** `"a": 1` */
 | "json-pair"
/** Nothing stands where a value or an operand must. */
 | "missing-value" | "misplaced-ellipsis" | "dot-without-name" | "at-without-name" | "keyword-as-name" | "let-without-in" | "if-without-then" | "if-without-else" | "chained-operator" | "path-trailing-slash" | "nested-too-deep" | "unexpected-end" | "unexpected";
/** One place that Nix could not read. */
export interface SyntaxError {
    readonly kind: SyntaxErrorKind;
    /** The token that Nix could not take. */
    readonly span: Span;
    /** The text that is not expected, the operator that is chained, the bracket that stays open. Shortened when long. */
    readonly token: string;
    /** What should stand before the token, or instead of it: `;`, `)`, `in`. */
    readonly expected?: string;
    /** Offset where the missing text belongs: the end of the value before. */
    readonly missingAt?: number;
    /** The bracket or keyword whose other half is missing. */
    readonly opening?: Span;
}
