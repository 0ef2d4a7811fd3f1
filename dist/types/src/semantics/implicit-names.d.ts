import { type SyntaxTree } from "../syntax/index.ts";
/** Whether the file holds such a name at all: nearly none does. */
export declare function mayHoldImplicitNames({ source: { bytes } }: SyntaxTree): boolean;
/** The names that an operator or search path looks up: rebinding them changes what it does. */
export declare function implicitNamesOf(tree: SyntaxTree, row: number, kind: number): readonly string[];
