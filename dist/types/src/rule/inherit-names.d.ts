import type { Inherit, InheritFrom } from "../syntax/index.ts";
import type { Edit } from "../text/index.ts";
/**
 * The edit that adds names to an `inherit`: one on each line where its last name stands alone on its line. `undefined` where
 * it has no names to go by.
 */
export declare function appendInherited(node: Inherit | InheritFrom, names: readonly string[]): Edit | undefined;
