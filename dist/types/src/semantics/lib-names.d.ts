/**
 * Attributes of nixpkgs' `lib`, from release 20.09 to 25.11. Used only to tell which of several `with`s a name comes
 * from: a name that is missing here stays unknown. Source: `lib/default.nix`.
 */
export declare const libNames: ReadonlySet<string>;
