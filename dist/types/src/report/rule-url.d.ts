import type { Category } from "../diagnostic/index.ts";
import type { ReportContext } from "./reporter.ts";
/** The address of a rule's page as it was at the release that made the report. */
export declare function ruleUrl(rule: {
    readonly category: Category;
    readonly ruleId: string;
}, context: Pick<ReportContext, "homepage" | "toolVersion">): string;
/** A root-relative path as a relative URI: percent-encoded, with forward slashes. */
export declare function toUri(path: string): string;
