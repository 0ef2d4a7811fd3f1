import { type SyntaxTree } from "../syntax/index.ts";
/** Whether a path lies in a folder of tests, or is named like one. */
export declare function isTestPath(path: string): boolean;
/** Whether a path lies in a folder of examples, templates or snippets, or is named as one of them. */
export declare function isSamplePath(path: string): boolean;
/** Whether a tool wrote the file: its name says so, or a comment at its head. */
export declare function isGeneratedFile(path: string, tree: SyntaxTree): boolean;
