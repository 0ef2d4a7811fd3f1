import type { Formal } from "../syntax/index.ts";
import type { Edit } from "../text/index.ts";
/** The edit that takes the formal and one comma out; `undefined` where a comment stands between them. */
export declare function removeFormal({ tree, start, end, row }: Formal): Edit | undefined;
