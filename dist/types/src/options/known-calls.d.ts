import type { OptionDeclaration } from "./definition.ts";
/** Functions that give their last argument through, under the condition that is their first. */
export declare const conditional: ReadonlySet<string>;
/** Functions that give a value through with another priority. */
export declare const prioritized: Readonly<Record<string, number>>;
/** Functions that change the order only; the value is their last argument. */
export declare function isTransparent(origin: string): boolean;
/** Functions that make one definition per name of a set or list: the argument that says which. */
export declare const perName: Readonly<Record<string, number>>;
/** Functions that make a list with one element per element or name: the argument that says which. */
export declare const perElement: Readonly<Record<string, number>>;
/** Functions that make lists, of which the result is the whole. */
export declare const concatenating: ReadonlySet<string>;
export declare const declaring: Readonly<Record<string, OptionDeclaration["via"]>>;
