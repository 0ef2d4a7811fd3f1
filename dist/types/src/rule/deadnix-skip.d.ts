import type { SyntaxTree } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
/** Whether the line above says `# deadnix: skip`, which another tool taught many to write over what is unused on purpose. */
export declare function isSkippedForDeadnix(tree: SyntaxTree): (at: Span) => boolean;
