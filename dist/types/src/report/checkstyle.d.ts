import type { Reporter } from "./reporter.ts";
/** Checkstyle's XML, which most review tools and editors read. */
export declare const checkstyleReporter: Reporter;
