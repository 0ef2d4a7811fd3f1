import type { LetExpression } from "../syntax/index.ts";
import type { Edit } from "../text/index.ts";
/**
 * The edits that leave only the body of a `let`. Comments outside of its bindings stay in front of the body; `undefined`
 * where one stands inside a binding.
 */
export declare function removeLet(node: LetExpression): readonly Edit[] | undefined;
/** The same deletions, those that overlap or touch made one. All texts must be empty. */
export declare function mergeDeletions(edits: readonly Edit[]): readonly Edit[];
