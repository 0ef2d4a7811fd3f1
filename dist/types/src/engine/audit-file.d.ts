import type { AuditFailure, Diagnostic, SkippedFile, SuppressedDiagnostic } from "../diagnostic/index.ts";
import type { Config } from "../config/index.ts";
import { type DiscoveredFile } from "../project/discovery/index.ts";
import { type Rule } from "../rule/index.ts";
import { type Parser, type SyntaxTree } from "../syntax/index.ts";
import { type RuleTimes } from "./dispatch.ts";
import type { Draft } from "./draft.ts";
/** What one file gave. */
export interface FileOutcome {
    readonly path: string;
    readonly bytes: number;
    readonly findings: readonly Diagnostic[];
    readonly suppressed: readonly SuppressedDiagnostic[];
    readonly skipped?: SkippedFile;
    readonly failures: readonly AuditFailure[];
    /** Whether the file holds what may not be shown. */
    readonly holdsSecret?: true;
    /** There where it was asked for, and the file could be read. */
    readonly contentHash?: string;
}
/** Audits files one at a time, with a parser of its own. */
export interface FileAuditor {
    /** Reads and audits a file. Never throws: what goes wrong is in the outcome. */
    auditFile(file: DiscoveredFile): FileOutcome;
    /** Audits bytes as if they were a file. */
    auditBytes(path: string, bytes: Uint8Array): FileOutcome;
    /** The findings of bytes before they are located, for the fixer; suppressed ones left out. */
    draft(path: string, bytes: Uint8Array): {
        readonly tree: SyntaxTree;
        readonly drafts: readonly Draft[];
    };
}
export interface FileAuditorOptions {
    readonly parser: Parser;
    readonly rules: readonly Rule[];
    readonly config: Config;
    /** GitHub's line hashes, for formats that want them. */
    readonly lineHashes: boolean;
    /** Hashes of what was read, for the cache. */
    readonly contentHashes?: boolean;
    readonly times?: RuleTimes;
}
export declare function createFileAuditor({ parser, rules, config, lineHashes, contentHashes, times, }: FileAuditorOptions): FileAuditor;
