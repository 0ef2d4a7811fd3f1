import type { SyntaxTree } from "../syntax/index.ts";
import { type Span } from "../text/index.ts";
import type { Draft } from "./draft.ts";
/** A `# nixaudit: ignore…` comment. */
export interface Suppression {
    readonly form: "ignore" | "ignore-file" | "ignore-start" | "ignore-end";
    /** Rule ids or categories; empty means every rule. */
    readonly names: readonly string[];
    readonly reason: string;
    /** The comment. */
    readonly at: Span;
    /** What it silences: findings that begin in one of these spans. */
    readonly scopes: readonly Span[];
}
/**
 * The suppressions of a file. One on a line of code silences that line; one on its own line the next line of code,
 * and where that begins a binding whose value is a set, that whole set.
 */
export declare function findSuppressions(tree: SyntaxTree): Suppression[];
/** Whether a suppression silences a finding. Text that Nix cannot read is never silenced. */
export declare function silences(suppression: Suppression, draft: Draft): boolean;
