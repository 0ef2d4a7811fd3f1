/**
 * Old names of options that rules look at, and their present ones; a name stands for all below it. Source: the rename lists
 * of nixpkgs (`nixos/modules/rename.nix` and the modules' own), as of release 25.11.
 */
export declare const renamedOptions: Readonly<Record<string, string>>;
