import type { ReportModel } from "./model.ts";

/** Raised only when a field goes or changes its meaning; new fields do not raise it. */
const AUDIT_REPORT_VERSION = 1;

/** The report as data, as `schemas/audit-report.schema.json` describes it. */
export function renderAuditJson(model: ReportModel): string {
  return `${JSON.stringify({ version: AUDIT_REPORT_VERSION, ...model }, undefined, 2)}\n`;
}
