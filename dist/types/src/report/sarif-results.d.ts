import type { Result } from "sarif";
import type { Diagnostic } from "../diagnostic/index.ts";
/** The name of the folder that all paths start from. */
export declare const SOURCE_ROOT = "%SRCROOT%";
/** A finding as SARIF; `ruleIndexes` tells the place of each described rule. */
export declare function toResult(finding: Diagnostic, ruleIndexes: ReadonlyMap<string, number>): Result;
/** A file as SARIF, relative to {@link SOURCE_ROOT}. */
export declare function toArtifactLocation(path: string): {
    uri: string;
    uriBaseId: string;
};
