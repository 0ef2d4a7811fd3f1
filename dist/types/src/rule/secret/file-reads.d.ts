import type { Semantics } from "../../semantics/index.ts";
import type { ApplyExpression } from "../../syntax/index.ts";
/** A file that is read while the configuration is evaluated. */
export interface FileRead {
    /** The function, by its last name: `readFile`. */
    readonly reader: string;
    /** The path as written, with `…` for what is computed; `undefined` where all is. */
    readonly path: string | undefined;
    /** Whether it is what a secret manager writes on the running machine. */
    readonly isDecrypted: boolean;
}
/** The file that a call reads, if it reads one. */
export declare function fileReadBy(call: ApplyExpression, semantics: Semantics): FileRead | undefined;
