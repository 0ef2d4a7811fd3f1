import type { Reporter } from "./reporter.ts";
/** One line a finding, in the form that editors and `grep` know; empty when nothing was found. */
export declare const conciseReporter: Reporter;
