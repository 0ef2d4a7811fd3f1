import type { Reporter } from "./reporter.ts";
/** For a person at a terminal: each finding with its source, then what it all comes to. */
export declare const textReporter: Reporter;
