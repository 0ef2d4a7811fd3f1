import type { Severity } from "../../diagnostic/index.ts";
import type { AnyNode, AttributePath } from "../../syntax/index.ts";
import type { FileContext } from "../define-rule.ts";
/** Where a value stands, by the names around it. */
export interface Place {
    /** Outermost first; a computed name is `*`. The default of a declared option goes by the option's name. */
    readonly names: readonly string[];
    /** Whether it only describes: an example, a description, the declaration of an option. */
    readonly isDescription: boolean;
}
/** The names of an attribute path; computed ones as `*`. */
export declare function keysOf(path: AttributePath): readonly string[];
/** The names above a node, and whether they say that it is no configuration. */
export declare function placeOf(node: AnyNode): Place;
/** The last name of a function: `mkOption` of `lib.mkOption`. */
export declare function lastNameOf(node: AnyNode): string;
/** Whether a file, or the names around a value, belong to a test. */
export declare function isTestPlace(context: Pick<FileContext, "path">, names: readonly string[]): boolean;
/** The severity of a secret found in a place: in tests a note, in what is put away at most a warning. */
export declare function severityHere(context: Pick<FileContext, "path">, names: readonly string[], severity: Severity): Severity;
