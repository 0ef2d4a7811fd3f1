/** A function of nixpkgs that makes a derivation. */
export interface Builder {
    /** Its name, without the set that it comes from: `mkDerivation`, `buildGoModule`. */
    readonly name: string;
    /**
     * `plain`: `mkDerivation` of any stdenv. `language`: a builder that wraps it for one ecosystem. `shell`: `mkShell`.
     * `command`: `runCommand` and its kin, whose script is their build.
     */
    readonly kind: "plain" | "language" | "shell" | "command";
    /** Whether it also takes `finalAttrs: { … }` (in nixpkgs 25.05). */
    readonly takesFunction: boolean;
    /** Whether a name comes before the set. */
    readonly takesName: boolean;
    /** Whether it sets `strictDeps` on its own (in nixpkgs 25.05). */
    readonly setsStrictDeps: boolean;
}
/** Whether a builder goes by this name; quoted, too. A cheap question, before where it comes from. */
export declare function isBuilderName(text: string): boolean;
/** The builder that a path of names ends in: `["pkgs", "stdenv", "mkDerivation"]`. */
export declare function findBuilder(path: readonly string[]): Builder | undefined;
