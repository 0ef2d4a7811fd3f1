import type { SyntaxError } from "./syntax-error-kind.ts";
import { type Frame, type TextToken } from "./token-reader.ts";
/** What the text shows about the token that could not be taken. */
export type Classified = Pick<SyntaxError, "kind" | "expected" | "missingAt" | "opening">;
/** Where a token stands. */
export interface ErrorContext {
    readonly text: string;
    readonly token: TextToken;
    /** The tokens before it, the nearest last; at least three where there are so many. */
    readonly before: readonly TextToken[];
    /** What encloses it, outermost first. */
    readonly frames: readonly Frame[];
}
/** Names the mistake, by what stands before the token and around it. */
export declare function classifyError(context: ErrorContext): Classified;
