import type { Rule } from "../src/rule/index.ts";
/** Every rule of the catalogue, sorted by id. */
export declare const rules: readonly Rule[];
