/**
 * Old names of options and their present ones, by a release that knows the present one; a name stands for all below it. All are plain
 * renames: the value stays as it is. Source: nixpkgs' own lists (`nixos/modules/rename.nix`, `mkRenamedOptionModule` in the
 * modules, release notes), as of release 25.11.
 */
const byRelease: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Aliases that nixpkgs keeps without a warning.
  "": {
    "users.extraUsers": "users.users",
    "users.extraGroups": "users.groups",
  },
  "20.03": {
    "i18n.consoleFont": "console.font",
    "i18n.consoleKeyMap": "console.keyMap",
    "i18n.consoleColors": "console.colors",
  },
  "21.05": { "services.mingetty": "services.getty" },
  "21.11": {
    "services.gnome3": "services.gnome",
    "fonts.enableFontDir": "fonts.fontDir.enable",
  },
  "22.05": {
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
    "security.acme.email": "security.acme.defaults.email",
    "security.acme.server": "security.acme.defaults.server",
  },
  "22.11": {
    "services.grafana.port": "services.grafana.settings.server.http_port",
    "services.grafana.addr": "services.grafana.settings.server.http_addr",
    "services.grafana.domain": "services.grafana.settings.server.domain",
    "services.grafana.rootUrl": "services.grafana.settings.server.root_url",
  },
  "23.05": {
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
    "boot.cleanTmpDir": "boot.tmp.cleanOnBoot",
    "boot.tmpOnTmpfs": "boot.tmp.useTmpfs",
    "boot.tmpOnTmpfsSize": "boot.tmp.tmpfsSize",
    "services.gitea.domain": "services.gitea.settings.server.DOMAIN",
    "services.gitea.rootUrl": "services.gitea.settings.server.ROOT_URL",
    "services.gitea.httpPort": "services.gitea.settings.server.HTTP_PORT",
    "services.gitea.httpAddress": "services.gitea.settings.server.HTTP_ADDR",
  },
  "23.11": {
    "fonts.fonts": "fonts.packages",
    "fonts.enableDefaultFonts": "fonts.enableDefaultPackages",
  },
  "24.05": {
    "services.xserver.layout": "services.xserver.xkb.layout",
    "services.xserver.xkbVariant": "services.xserver.xkb.variant",
    "services.xserver.xkbOptions": "services.xserver.xkb.options",
    "services.xserver.xkbModel": "services.xserver.xkb.model",
    "services.xserver.libinput": "services.libinput",
    "services.xserver.displayManager.autoLogin": "services.displayManager.autoLogin",
    "services.xserver.displayManager.defaultSession": "services.displayManager.defaultSession",
    "services.xserver.displayManager.sddm": "services.displayManager.sddm",
    "services.xserver.desktopManager.plasma6": "services.desktopManager.plasma6",
    "services.avahi.nssmdns": "services.avahi.nssmdns4",
    "security.pam.enableSSHAgentAuth": "security.pam.sshAgentAuth.enable",
    "services.nextcloud.extraOptions": "services.nextcloud.settings",
  },
  "24.11": {
    "hardware.opengl.enable": "hardware.graphics.enable",
    "hardware.opengl.driSupport32Bit": "hardware.graphics.enable32Bit",
    "hardware.opengl.package": "hardware.graphics.package",
    "hardware.opengl.package32": "hardware.graphics.package32",
    "hardware.opengl.extraPackages": "hardware.graphics.extraPackages",
    "hardware.opengl.extraPackages32": "hardware.graphics.extraPackages32",
  },
  "25.05": { "hardware.pulseaudio": "services.pulseaudio" },
};

/** A rename of an option, or of all options below a name. */
export interface Rename {
  readonly old: string;
  readonly present: string;
  /** A release that knows the present name; undefined where the old one is as good. */
  readonly since: string | undefined;
}

/** By old name. */
export const renamedOptions: ReadonlyMap<string, Rename> = new Map(
  Object.entries(byRelease).flatMap(([release, names]) =>
    Object.entries(names).map(([old, present]) => {
      const since = release === "" ? undefined : release;
      return [old, { old, present, since }] as const;
    }),
  ),
);

/** What an option was called before, for releases of nixpkgs that know it by that name only. */
export function formerNames(option: string): readonly string[] {
  return [...renamedOptions.values()].flatMap(({ old, present }) =>
    option === present || option.startsWith(`${present}.`)
      ? [old + option.slice(present.length)]
      : [],
  );
}
