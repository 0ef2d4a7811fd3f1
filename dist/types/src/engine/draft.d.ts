import type { Confidence, Fix, Severity } from "../diagnostic/index.ts";
import type { Rule } from "../rule/index.ts";
import type { Span } from "../text/index.ts";
/** A finding as its rule reported it: bytes only, neither located nor filtered. */
export interface Draft {
    readonly rule: Rule;
    readonly severity: Severity;
    readonly confidence: Confidence;
    readonly message: string;
    readonly span: Span;
    readonly fix?: Fix;
    readonly related: readonly {
        readonly at: Span;
        readonly message: string;
    }[];
}
/** Fills the placeholders of a message. Braces in the data stay as they are. */
export declare function fillMessage(template: string, data: Readonly<Record<string, string | number>> | undefined): string;
