export { audit, auditText, type AuditReport, type AuditRequest } from "./audit.ts";
export { createFileAuditor } from "./audit-file.ts";
export type { RuleTimes } from "./dispatch.ts";
export { createFolder } from "./create-folder.ts";
export { fixFile, type FixOutcome } from "./fix-file.ts";
export { ignoreFindings, type LeftReason } from "./ignore-findings.ts";
export { writeFileAtomically, writeReplacement } from "./write-file.ts";
export { type FixedFile } from "./work.ts";
export { serveAsWorker } from "./worker.ts";
