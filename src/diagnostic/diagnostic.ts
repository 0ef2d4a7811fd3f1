import type { Edit, Span } from "../text/index.ts";
import type { Category, Confidence, FixSafety, Severity } from "./level.ts";

/** A change of one file that mends a finding. All edits are applied, or none. */
export interface Fix {
  /** An imperative without a full stop: "Remove the unused binding". */
  readonly title: string;
  readonly safety: FixSafety;
  readonly edits: readonly Edit[];
}

/** A range of one file as people count: lines and columns 1-based, columns UTF-16, the end exclusive. */
export interface Location {
  /** Relative to the audited root, with forward slashes. */
  readonly path: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * An edit with the place of its span in the file as it is before the fix, so that a reporter needs no
 * source. An insertion starts and ends at the same place.
 */
export interface LocatedEdit extends Edit, Omit<Location, "path"> {
  /** UTF-8 byte columns of the span (1-based, end exclusive), for formats that count so. */
  readonly startByteColumn: number;
  readonly endByteColumn: number;
}

/** A fix as a finding carries it: its edits know their lines and columns. */
export interface LocatedFix extends Fix {
  readonly edits: readonly LocatedEdit[];
}

/** Another place that explains the finding, such as the first of two definitions. */
export interface RelatedLocation extends Location {
  readonly message: string;
}

/** The lines of source that a finding stands on, as they may be shown: never with a secret's value. */
export interface Excerpt {
  /** 1-based number of the first of `lines`. */
  readonly firstLine: number;
  /** Without line ends. At most a few, however long the finding is. */
  readonly lines: readonly string[];
}

/** One finding: plain data, complete for every reporter. */
export interface Diagnostic extends Location {
  readonly ruleId: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What is wrong here, one sentence with a full stop, names in backticks. */
  readonly message: string;
  /** UTF-8 byte offsets of the range in its file. */
  readonly span: Span;
  /** UTF-8 byte columns of the range (1-based, end exclusive), for formats that count so. */
  readonly startByteColumn: number;
  readonly endByteColumn: number;
  readonly excerpt: Excerpt;
  /** Stays the same when lines are moved; unique in one result. 32 lower-case hexadecimal digits. */
  readonly fingerprint: string;
  /** GitHub's `primaryLocationLineHash`; there only where a format asked for it. */
  readonly lineHash?: string;
  /** Names of the hosts whose closure holds the file. */
  readonly hosts: readonly string[];
  readonly fix?: LocatedFix;
  readonly related: readonly RelatedLocation[];
}

/** A finding that a comment, a baseline or, of a validation, an allowed error silenced. */
export interface SuppressedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly by: "comment" | "baseline" | "allowed";
  /** The reason that the comment gives; empty where it gives none. */
  readonly reason: string;
}

/** A file that was not audited, and why. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: "encrypted" | "binary" | "too-large" | "outside-tree" | "excluded";
  /** One clause for a person, such as "9.1 MB, over the limit of 4 MB". */
  readonly detail: string;
}

/** A bug of the tool met during the audit: a rule that threw, a worker that died. */
export interface AuditFailure {
  readonly ruleId?: string;
  readonly path?: string;
  readonly message: string;
  readonly stack?: string;
}

/** Counts of files that are no Nix: only secrets are looked for in them. */
export interface TextFileCounts {
  readonly searched: number;
  /** Size of what was searched, in bytes. */
  readonly bytes: number;
  readonly withFindings: number;
  /** Those in which nothing was looked for, by reason. */
  readonly skipped: Readonly<Record<"encrypted" | "binary" | "too-large" | "unreadable", number>>;
}

/** Counts over one audit. */
export interface AuditSummary {
  /** Files read and audited. */
  readonly files: number;
  /** Their size together, in bytes. */
  readonly bytes: number;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
  readonly skipped: number;
  /** Findings with a safe fix, and with an unsafe one. */
  readonly fixable: Readonly<Record<FixSafety, number>>;
  /** There where files that are no Nix were looked at. */
  readonly textFiles?: TextFileCounts;
}

/** Everything that an audit found, sorted by path, place and rule: the same whatever the number of workers. */
export interface AuditResult {
  readonly findings: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  readonly skipped: readonly SkippedFile[];
  readonly failures: readonly AuditFailure[];
  readonly summary: AuditSummary;
}
