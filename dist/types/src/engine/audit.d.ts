import type { Config } from "../config/index.ts";
import type { AuditResult, FixSafety } from "../diagnostic/index.ts";
import type { Discovery } from "../project/discovery/index.ts";
import type { Rule } from "../rule/index.ts";
import type { RuleTimes } from "./dispatch.ts";
import { type FixedFile } from "./work.ts";
export interface AuditRequest {
    readonly discovery: Discovery;
    readonly config: Config;
    readonly rules: readonly Rule[];
    /** How many threads may be used; as many as there are cores when left out. 1 stays in this thread. */
    readonly jobs?: number;
    /** The module that a worker thread loads; it has to call `serveAsWorker` with the same rules. */
    readonly workerUrl: URL;
    /** Where to keep results for the next run, and take those of the last one from. Ignored when fixing or timing. */
    readonly cacheFolder?: string;
    /** Fill in GitHub's line hashes. */
    readonly lineHashes: boolean;
    /** Measure each rule. */
    readonly timing: boolean;
    /** Fix first, then audit what is left. Without `write` nothing is written. */
    readonly fix?: {
        readonly allowed: readonly FixSafety[];
        readonly write: boolean;
    };
    readonly onProgress?: (filesDone: number, filesTotal: number) => void;
}
export interface AuditReport {
    readonly result: AuditResult;
    readonly fixed: readonly FixedFile[];
    /** Milliseconds a rule, where it was asked for. */
    readonly times: RuleTimes;
}
/** Audits all files. The result is the same whatever the number of jobs. */
export declare function audit(request: AuditRequest): Promise<AuditReport>;
/** Audits text that is in no file, under the given name. Reads and writes nothing. */
export declare function auditText(request: Pick<AuditRequest, "config" | "rules" | "lineHashes">, path: string, bytes: Uint8Array): AuditResult;
