import { type SyntaxTree } from "../syntax/index.ts";
/** The literal sets and `let`s in which two definitions begin with the same key; inner ones before outer ones. */
export declare function setsWithSharedKeys(tree: SyntaxTree): readonly number[];
