import type { AnyNode, ListExpression } from "../syntax/index.ts";
import type { Edit } from "../text/index.ts";
/** The edit that puts text behind a binding or other item: on a line of its own where the item ends its line. */
export declare function insertAfter(item: AnyNode, text: string): Edit;
/** The edit that adds an element to a list, at its end; `undefined` where a comment makes the place unclear. */
export declare function appendElement(list: ListExpression, text: string): Edit | undefined;
/** The line end that the file has near a node: CRLF stays CRLF. */
export declare function lineEndAt({ tree: { source }, start }: AnyNode): string;
