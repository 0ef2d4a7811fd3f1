import { type Confidence, type Preset, type Severity } from "../diagnostic/index.ts";
import type { ConfigProblem } from "./config.ts";
import type { RuleNames } from "./rule-names.ts";
/** What the command line says about rules and findings, as it was typed. */
export interface CommandLineSettings {
    readonly preset?: string | undefined;
    /** Ids and categories; none is the same as undefined. */
    readonly select?: readonly string[] | undefined;
    readonly ignore?: readonly string[] | undefined;
    readonly severity?: string | undefined;
    readonly confidence?: string | undefined;
}
/** The command line's settings with every name checked and every former id replaced. */
export interface CheckedCommandLine {
    readonly preset: Preset | undefined;
    readonly select: readonly string[] | undefined;
    readonly ignore: readonly string[];
    readonly minimumSeverity: Severity;
    readonly minimumConfidence: Confidence;
    readonly problems: readonly ConfigProblem[];
}
/** Checks what was typed. Where there are problems, the wrong parts are left out. */
export declare function checkCommandLine(settings: CommandLineSettings, names: RuleNames): CheckedCommandLine;
