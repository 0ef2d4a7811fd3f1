import type { AuditFailure, Fix, FixSafety } from "../diagnostic/index.ts";
import { type Parser } from "../syntax/index.ts";
import type { Draft } from "./draft.ts";
import type { FileAuditor } from "./audit-file.ts";
/** What fixing did to one file. */
export interface FixOutcome {
    readonly path: string;
    readonly before: Uint8Array;
    /** Equal to `before` where there was nothing to fix. */
    readonly after: Uint8Array;
    /** How many findings were fixed. */
    readonly applied: number;
    /** Rules whose fix would have broken the file; such a fix is not applied. */
    readonly failures: readonly AuditFailure[];
}
/**
 * Applies the fixes of a file until none is left. Fixes that conflict with an earlier one wait for the next pass. Every
 * pass is parsed and its names resolved: a fix that would leave broken text is a bug, dropped and told. Files with a syntax error offer none.
 */
export declare function fixFile(auditor: FileAuditor, parser: Parser, file: {
    readonly path: string;
    readonly bytes: Uint8Array;
}, allowed: ReadonlySet<FixSafety>): FixOutcome;
type FixedDraft = Draft & {
    readonly fix: Fix;
};
/** The first of any that conflict, in the order given. A fix is taken whole or not at all. */
export declare function chooseFixes(drafts: readonly Draft[]): FixedDraft[];
export {};
