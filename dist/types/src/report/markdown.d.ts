import type { Reporter } from "./reporter.ts";
/** A page for a step summary or a comment: counts, then a table of findings for each file, worst first. */
export declare const markdownReporter: Reporter;
