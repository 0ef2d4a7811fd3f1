import type { Reporter } from "./reporter.ts";
/** Everything the audit found, for scripts, as `schemas/report.schema.json` describes it. */
export declare const jsonReporter: Reporter;
