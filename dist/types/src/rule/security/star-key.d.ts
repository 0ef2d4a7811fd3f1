import type { AnyNode } from "../../syntax/index.ts";
/** Whether a definition stands below a key that is written `"*"`: in a path a computed name looks the same. */
export declare function hasStarKey(site: AnyNode): boolean;
