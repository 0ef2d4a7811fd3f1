/**
 * Old names of options that rules look at, and their present ones; a name stands for all below it. Source: the rename lists
 * of nixpkgs (`nixos/modules/rename.nix` and the modules' own), as of release 25.11.
 */
export const renamedOptions: Readonly<Record<string, string>> = {
  "services.openssh.permitRootLogin": "services.openssh.settings.PermitRootLogin",
  "services.openssh.passwordAuthentication": "services.openssh.settings.PasswordAuthentication",
  "services.openssh.challengeResponseAuthentication":
    "services.openssh.settings.KbdInteractiveAuthentication",
  "services.openssh.kbdInteractiveAuthentication":
    "services.openssh.settings.KbdInteractiveAuthentication",
  "services.openssh.forwardX11": "services.openssh.settings.X11Forwarding",
  "services.openssh.gatewayPorts": "services.openssh.settings.GatewayPorts",
  "services.openssh.useDns": "services.openssh.settings.UseDns",
  "services.openssh.logLevel": "services.openssh.settings.LogLevel",
  "services.openssh.ciphers": "services.openssh.settings.Ciphers",
  "services.openssh.macs": "services.openssh.settings.Macs",
  "services.openssh.kexAlgorithms": "services.openssh.settings.KexAlgorithms",
  "nix.trustedUsers": "nix.settings.trusted-users",
  "nix.allowedUsers": "nix.settings.allowed-users",
  "nix.binaryCaches": "nix.settings.substituters",
  "nix.trustedBinaryCaches": "nix.settings.trusted-substituters",
  "nix.binaryCachePublicKeys": "nix.settings.trusted-public-keys",
  "nix.requireSignedBinaryCaches": "nix.settings.require-sigs",
  "nix.useSandbox": "nix.settings.sandbox",
  "nix.sandboxPaths": "nix.settings.extra-sandbox-paths",
  "nix.autoOptimiseStore": "nix.settings.auto-optimise-store",
  "nix.maxJobs": "nix.settings.max-jobs",
  "nix.buildCores": "nix.settings.cores",
  "nix.systemFeatures": "nix.settings.system-features",
  "users.extraUsers": "users.users",
  "users.extraGroups": "users.groups",
  "services.xserver.displayManager.autoLogin": "services.displayManager.autoLogin",
  "services.mingetty": "services.getty",
  "security.pam.enableSSHAgentAuth": "security.pam.sshAgentAuth.enable",
  "boot.cleanTmpDir": "boot.tmp.cleanOnBoot",
  "boot.tmpOnTmpfs": "boot.tmp.useTmpfs",
};

/** What an option was called before, for releases of nixpkgs that know it by that name only. */
export function formerNames(option: string): readonly string[] {
  return Object.entries(renamedOptions).flatMap(([former, present]) =>
    option === present || option.startsWith(`${present}.`)
      ? [former + option.slice(present.length)]
      : [],
  );
}
