import type { ChalkInstance } from "chalk";
import { type AuditResult } from "../diagnostic/index.ts";
import type { ReportContext } from "./reporter.ts";
/** What the whole audit comes to, in a few lines without a newline at the end. */
export declare function renderTextSummary(result: AuditResult, context: ReportContext, chalk: ChalkInstance): string;
