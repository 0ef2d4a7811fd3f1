import type { AnyNode, SyntaxTree } from "../syntax/index.ts";
import { type Edit, type SourceText, type Span } from "../text/index.ts";
/**
 * The edit that takes out a binding, `inherit` or other item that stands in a sequence, together with the blanks or the
 * line that it leaves behind. `undefined` where a comment belongs to it: on its last line, or inside. Comments on the
 * lines above stay.
 */
export declare function removeItem(item: AnyNode): Edit | undefined;
/** Whether a comment lies inside the span. */
export declare function holdsComment({ comments }: SyntaxTree, { start, end }: Span): boolean;
/**
 * The span, widened over what would be left dangling without it: its whole lines where nothing else stands on them, else
 * the blanks on one side.
 */
export declare function withSurroundingBlanks(source: SourceText, { start, end }: Span): Span;
