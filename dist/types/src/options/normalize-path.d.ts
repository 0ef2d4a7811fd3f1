import type { ModuleContext } from "./definition.ts";
/** A path as rules match it. */
export interface NormalPath {
    readonly path: readonly string[];
    readonly contexts: readonly ModuleContext[];
    /** Whether the path begins at a module, as far as the text tells. */
    readonly isAnchored: boolean;
    /** Whether it stands below `options`: what is there is declared, not defined. */
    readonly isOption: boolean;
}
/**
 * Cuts a path at the last place where a module begins, keeps what was cut as context, drops a leading `config`, and
 * replaces names that nixpkgs has renamed.
 */
export declare function normalizePath(raw: readonly string[]): NormalPath;
