import { type SyntaxTree } from "../syntax/index.ts";
/** Numbers for names: those of the tree, and further ones for keys that only stand in strings. */
export interface NameNumbers {
    /** The number of the name that an attribute stands for; `undefined` where it is computed. */
    numberOf(attribute: number): number | undefined;
    textOf(number: number): string;
}
/** See {@link NameNumbers}. */
export declare function createNameNumbers(tree: SyntaxTree): NameNumbers;
