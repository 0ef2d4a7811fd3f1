import type { Notification, ReportingDescriptor } from "sarif";
import type { AuditResult } from "../diagnostic/index.ts";
/** The kinds of notification that a run may hold. */
export declare function describeNotifications(homepage: string): ReportingDescriptor[];
/** What happened beside the results: failures, skipped files, and how many results were left out. */
export declare function toNotifications(result: AuditResult, leftOut: number): Notification[];
