import type { Expression } from "../../syntax/index.ts";
/** A path literal that an option is set to. */
export interface PathLiteral {
    readonly node: Expression;
    readonly text: string;
    /** Outside of the repository: it is copied from the machine that evaluates. */
    readonly isAbsolute: boolean;
}
/** The path literals of a value: the value itself, the elements of a list, and `"${./x}"`. Computed paths are left out. */
export declare function pathLiteralsOf(value: Expression): readonly PathLiteral[];
/** The path as a string literal: what keeps it out of the store. */
export declare function quotedPath(text: string): string;
/** Whether the name of a file says that everyone may read it. */
export declare function isPublicFileName(path: string): boolean;
