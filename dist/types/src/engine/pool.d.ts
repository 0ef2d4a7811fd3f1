import type { AuditFailure } from "../diagnostic/index.ts";
import type { DiscoveredFile } from "../project/discovery/index.ts";
import type { RuleTimes } from "./dispatch.ts";
import type { WorkResult, WorkSettings } from "./work.ts";
export interface PoolOutcome {
    readonly results: readonly WorkResult[];
    readonly failures: readonly AuditFailure[];
}
/**
 * Processes files in `jobs` worker threads. A worker that dies takes only its own batches with it: they come back as
 * failures that name the files.
 */
export declare function processInWorkers(files: readonly DiscoveredFile[], settings: WorkSettings, options: {
    readonly jobs: number;
    readonly workerUrl: URL;
    readonly times: RuleTimes;
    readonly onProgress: (filesDone: number) => void;
}): Promise<PoolOutcome>;
