import type { Diagnostic } from "../diagnostic/index.ts";
/** How the parts of a frame are coloured. */
export interface FramePaint {
    /** Line numbers and the bar beside them. */
    readonly gutter: (text: string) => string;
    /** What points at the finding. */
    readonly mark: (text: string) => string;
}
/**
 * The lines of source a finding stands on with its exact columns marked, as lines of text. `gutterWidth`
 * columns are for line numbers. Empty when the finding has no excerpt.
 */
export declare function renderCodeFrame(finding: Diagnostic, gutterWidth: number, paint: FramePaint): readonly string[];
