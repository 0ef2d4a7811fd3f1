export type {
  AuditFailure,
  AuditResult,
  AuditSummary,
  Diagnostic,
  Excerpt,
  Fix,
  LocatedEdit,
  LocatedFix,
  Location,
  RelatedLocation,
  SkippedFile,
  SuppressedDiagnostic,
  TextFileCounts,
} from "./diagnostic.ts";
export {
  categories,
  confidences,
  isAsSureAs,
  isAtLeast,
  presets,
  severities,
  type Category,
  type Confidence,
  type FixSafety,
  type Preset,
  type Severity,
} from "./level.ts";
export { lineHashes } from "./line-hash.ts";
export { withFindings } from "./result.ts";
export type { RuleDocs, RuleExample, RuleMetadata, RuleTrap } from "./rule-metadata.ts";
export {
  stageIds,
  type StageId,
  type StageResult,
  type StageStatus,
  type ValidationResult,
} from "./stage.ts";
