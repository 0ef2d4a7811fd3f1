export { buildReportModel } from "./build-model.ts";
export type { Effort, ReportInput, ReportModel, ReportedProject } from "./model.ts";
export { renderAuditHtml } from "./render-html.ts";
export { renderAuditJson } from "./render-json.ts";
export { renderAuditMarkdown } from "./render-markdown.ts";
