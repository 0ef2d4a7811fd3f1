import type { Semantics } from "../../semantics/index.ts";
import type { AnyAttrset, ApplyExpression, Expression } from "../../syntax/index.ts";
/** A call of something that downloads. */
export interface FetchCall {
    readonly node: ApplyExpression;
    readonly callee: Expression;
    /** The last name of what is called: `fetchurl`. */
    readonly name: string;
    /** One of Nix's own, which runs during evaluation. */
    readonly isBuiltin: boolean;
    /** The literal set that it is called with. */
    readonly attributes: AnyAttrset | undefined;
    /** Whether the set, if there is one, is all that it gets. */
    readonly isComplete: boolean;
    /** The string that it is called with, with placeholders for what Nix puts in. */
    readonly address: string | undefined;
}
/** The downloads of a file, in source order. */
export declare function fetchCalls(semantics: Semantics): readonly FetchCall[];
/** Whether the content is fixed; also where the file does not tell. */
export declare function mayHaveHash({ attributes, isComplete, address }: FetchCall): boolean;
/** The text of an attribute of a download, with placeholders for what Nix puts in. */
export declare function fetchText({ attributes }: FetchCall, name: string, semantics: Semantics): string | undefined;
/** Whether an address is one of the machine itself. */
export declare function isLoopbackAddress(text: string): boolean;
