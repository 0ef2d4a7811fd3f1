import type { Config } from "../config/index.ts";
import type { Diagnostic } from "../diagnostic/index.ts";
import type { PathProblem } from "../project/discovery/index.ts";
import type { Rule } from "../rule/index.ts";
/** Findings of `unreadable-file` for what discovery met and could not read. */
export declare function problemFindings(problems: readonly PathProblem[], rules: readonly Rule[], config: Config): Diagnostic[];
