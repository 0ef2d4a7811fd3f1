import type { Setting } from "../define-option-rule.ts";
import type { Semantics } from "../../semantics/index.ts";
import type { Span } from "../../text/index.ts";
/** A directory or file of the host that a container sees. */
export interface ContainerMount {
    /** With a placeholder for what Nix puts in. */
    readonly source: string;
    readonly isReadOnly: boolean;
    readonly at: Span;
}
/** The mounts that `volumes`, or `--volume` among the flags, asks for. */
export declare function mountsOf(setting: Setting, semantics: Semantics): readonly ContainerMount[];
