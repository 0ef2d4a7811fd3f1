import type { Config } from "../config/index.ts";
import type { FixSafety } from "../diagnostic/index.ts";
import type { Discovery, ProjectDiscovery } from "../project/discovery/index.ts";
import type { Rule } from "../rule/index.ts";

/** What is to be audited, and how. */
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
  readonly fix?: { readonly allowed: readonly FixSafety[]; readonly write: boolean };
  /** The tree round the files, for project rules; they do not run without it. */
  readonly project?: ProjectDiscovery;
  /** The day that ages are judged by. */
  readonly now?: Date;
  readonly onProgress?: (filesDone: number, filesTotal: number) => void;
}
