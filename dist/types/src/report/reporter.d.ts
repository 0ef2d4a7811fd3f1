import type { AuditResult, RuleMetadata } from "../diagnostic/index.ts";
/** What a reporter needs to know beside the result. */
export interface ReportContext {
    /** Every rule of the catalogue, sorted by id, whether it fired or not. */
    readonly rules: readonly RuleMetadata[];
    readonly toolVersion: string;
    /** The project's address, such as "https://github.com/nixaudit/nixaudit". */
    readonly homepage: string;
    /** ANSI colours, in the formats for a terminal. */
    readonly color: boolean;
    /** OSC 8 links, in the text format. */
    readonly hyperlinks: boolean;
    /** Whether the text format also lists what was suppressed and skipped. */
    readonly verbose: boolean;
    /** How the text and concise formats show a root-relative path to a person in the current folder. */
    readonly displayPath: (path: string) => string;
}
/** One output format: a pure function from a result to text. */
export interface Reporter {
    /** What `--format` calls it. */
    readonly name: string;
    /** What it is for, a clause without a full stop. */
    readonly summary: string;
    /**
     * The whole output; the same input gives the same bytes. Every line ends with a newline. A format of one
     * line a finding may be empty, every other one says something even when nothing was found.
     */
    render(result: AuditResult, context: ReportContext): string;
}
