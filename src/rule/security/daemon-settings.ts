/** The options that a setting of Nix's daemon may stand in: one of its own, or a line of `nix.conf`. */
export function daemonPaths(...keys: readonly string[]): readonly string[] {
  return [
    ...keys.flatMap((key) => [
      `nix.settings.${key}`,
      `determinateNix.customSettings.${key}`,
      `determinate-nix.customSettings.${key}`,
    ]),
    "nix.extraOptions",
  ];
}

/** The options that a setting of sshd may stand in. */
export function sshdPaths(...keys: readonly string[]): readonly string[] {
  return [...keys.map((key) => `services.openssh.settings.${key}`), "services.openssh.extraConfig"];
}

/**
 * What NixOS writes into `sshd_config` on its own, before `extraConfig`: sshd takes the first value, so that a line for one
 * of these has no effect outside of a `Match` block. Source: nixpkgs `nixos/modules/services/networking/ssh/sshd.nix`.
 */
export const sshdDefaults: { readonly asOf: string; readonly keys: ReadonlySet<string> } = {
  asOf: "2025-11-30",
  keys: new Set([
    "PermitRootLogin",
    "PasswordAuthentication",
    "KbdInteractiveAuthentication",
    "X11Forwarding",
    "GatewayPorts",
    "UseDns",
    "LogLevel",
    "UsePAM",
    "StrictModes",
    "Ciphers",
    "Macs",
    "KexAlgorithms",
    "PrintMotd",
  ]),
};
