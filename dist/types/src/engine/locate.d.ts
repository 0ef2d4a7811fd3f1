import { type Diagnostic, type Excerpt, type LocatedEdit } from "../diagnostic/index.ts";
import type { SourceText, Span } from "../text/index.ts";
import type { Draft } from "./draft.ts";
import { type Redaction } from "./redaction.ts";
/**
 * Drafts of one file as findings: sorted, with lines, columns, excerpts and fingerprints. What is hidden is in none of
 * them, whichever rule hid it.
 */
export declare function locateDrafts(path: string, source: SourceText, drafts: readonly Draft[], withLineHashes: boolean, hidden?: Redaction): Diagnostic[];
/** The order in which findings of one file are shown. */
export declare function sortDrafts(drafts: readonly Draft[]): Draft[];
/** Lines and columns of a span: UTF-16 columns, and UTF-8 byte columns. */
export declare function locate(source: SourceText, span: Span): Omit<LocatedEdit, "span" | "newText">;
/** The lines that a finding on these lines shows. */
export declare function excerptOf(source: SourceText, startLine: number, endLine: number, hidden?: Redaction): Excerpt;
