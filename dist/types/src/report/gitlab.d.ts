import type { Reporter } from "./reporter.ts";
/** GitLab's Code Quality report; an empty list when nothing was found. */
export declare const gitlabReporter: Reporter;
