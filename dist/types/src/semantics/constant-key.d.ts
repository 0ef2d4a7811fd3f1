import { type SyntaxTree } from "../syntax/index.ts";
/**
 * The name that an attribute (identifier, string or `${…}`) stands for, where the text alone decides it:
 * `a`, `"a"` and `${"a"}` are the same key. `undefined` for anything computed.
 */
export declare function constantKey(tree: SyntaxTree, row: number): string | undefined;
