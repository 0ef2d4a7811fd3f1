import type { Reporter } from "./reporter.ts";
/**
 * SARIF 2.1.0 for code scanning. Holds no suppressed results, because GitHub would open an alert for each,
 * and no time, machine or absolute path.
 */
export declare const sarifReporter: Reporter;
