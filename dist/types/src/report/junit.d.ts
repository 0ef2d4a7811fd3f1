import type { Reporter } from "./reporter.ts";
/** A suite of failed tests for each file, and one passed test when nothing was found. */
export declare const junitReporter: Reporter;
