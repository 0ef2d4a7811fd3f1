/** The options that a setting of Nix's daemon may stand in: one of its own, or a line of `nix.conf`. */
export declare function daemonPaths(...keys: readonly string[]): readonly string[];
/** The options that a setting of sshd may stand in. */
export declare function sshdPaths(...keys: readonly string[]): readonly string[];
/**
 * What NixOS writes into `sshd_config` on its own, before `extraConfig`: sshd takes the first value, so that a line for one
 * of these has no effect outside of a `Match` block. Source: nixpkgs `nixos/modules/services/networking/ssh/sshd.nix`.
 */
export declare const sshdDefaults: {
    readonly asOf: string;
    readonly keys: ReadonlySet<string>;
};
