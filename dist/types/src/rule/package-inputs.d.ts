import type { Semantics } from "../semantics/index.ts";
import type { AnyAttrset, Expression } from "../syntax/index.ts";
/** One package in a list such as `buildInputs`. */
export interface PackageInput {
    /** The name in nixpkgs, however it is reached; `undefined` where the text does not tell. */
    readonly name: string | undefined;
    readonly node: Expression;
}
export interface PackageInputs {
    readonly inputs: readonly PackageInput[];
    /** Whether the list may hold more than is seen. */
    readonly isComplete: boolean;
}
/** The packages in some list attributes of a derivation, through `++`, `with`, `optional`, `optionals` and `if`. */
export declare function packageInputs(attributes: AnyAttrset, names: readonly string[], semantics: Semantics): PackageInputs;
/** The attribute of nixpkgs that an expression is: `cmake` for the argument `cmake`, `pkgs.cmake`, and under `with pkgs;`. */
export declare function packageName(node: Expression, semantics: Semantics): string | undefined;
