export { audit, auditText, type AuditReport, type AuditRequest } from "./audit.ts";
export { createFileAuditor } from "./audit-file.ts";
export {
  applyBaseline,
  parseBaseline,
  renderBaseline,
  updateBaseline,
  type BaselineEntry,
} from "./baseline.ts";
export type { RuleTimes } from "./dispatch.ts";
export { createFolder } from "./create-folder.ts";
export { fixFile, type FixOutcome } from "./fix-file.ts";
export { writeReplacement } from "./write-file.ts";
export { type FixedFile } from "./work.ts";
export { summarizeFiles } from "./summarize-files.ts";
export { serveAsWorker } from "./worker.ts";
