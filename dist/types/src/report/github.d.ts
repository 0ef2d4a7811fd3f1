import type { Reporter } from "./reporter.ts";
/** Workflow commands that annotate a pull request; empty when nothing was found. */
export declare const githubReporter: Reporter;
