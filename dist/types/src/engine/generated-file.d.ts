import type { Category } from "../diagnostic/index.ts";
/** Whether findings of a category are kept in generated files. */
export declare function speaksOfGenerated(category: Category): boolean;
