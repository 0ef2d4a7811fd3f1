import type { Reporter } from "./reporter.ts";
/** Reviewdog's diagnostic format, which counts columns in UTF-8 bytes. */
export declare const rdjsonReporter: Reporter;
