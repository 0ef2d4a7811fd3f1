import type { ReportingDescriptor, ToolComponent } from "sarif";
import type { RuleMetadata } from "../diagnostic/index.ts";
import type { ReportContext } from "./reporter.ts";
/** SARIF's word for each severity. */
export declare const sarifLevels: {
    readonly error: "error";
    readonly warning: "warning";
    readonly info: "note";
};
/** The rules as SARIF describes them, in their order; `weaknesses` are the taxa that relations point into. */
export declare function describeRules(context: ReportContext, weaknesses: readonly number[]): ReportingDescriptor[];
/** The CWE numbers that the rules name, ascending, each once. */
export declare function weaknessesOf(rules: readonly RuleMetadata[]): readonly number[];
/** The part of the Common Weakness Enumeration that the rules name. */
export declare function describeWeaknesses(weaknesses: readonly number[]): ToolComponent;
