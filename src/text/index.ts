export { hasChange, readPatch, type ChangedLines, type LineRange } from "./changed-lines.ts";
export { applyEdits, conflicts, type Edit } from "./edit.ts";
export { createSourceText, startOfText, type Position, type SourceText } from "./source-text.ts";
export { findNearestName } from "./nearest-name.ts";
export { contains, overlaps, type Span } from "./span.ts";
