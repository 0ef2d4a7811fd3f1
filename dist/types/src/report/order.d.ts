import { type Diagnostic } from "../diagnostic/index.ts";
/** The findings by severity, worst first, otherwise in their order: for formats whose reader cuts the tail. */
export declare function worstFirst(findings: readonly Diagnostic[]): readonly Diagnostic[];
/** The findings of each file, files in the order in which they first come. */
export declare function groupByPath<Item extends {
    readonly path: string;
}>(items: readonly Item[]): ReadonlyMap<string, readonly Item[]>;
