/**
 * Options of NixOS, nix-darwin and Home Manager that hold one value, so that two different ones of the same priority stop
 * the evaluation. Source: the modules of nixpkgs 25.11, nix-darwin and Home Manager. Options named `enable` are booleans
 * everywhere.
 */
const scalarOptions = new Set(
  `time.timeZone i18n.defaultLocale console.keyMap console.font
  networking.hostName networking.domain networking.hostId networking.useDHCP networking.useNetworkd
  networking.firewall.allowPing networking.networkmanager.dns networking.nftables.enable
  system.stateVersion home.stateVersion home.username home.homeDirectory system.primaryUser
  nixpkgs.hostPlatform nixpkgs.system
  boot.loader.timeout boot.loader.efi.canTouchEfiVariables boot.loader.efi.efiSysMountPoint boot.tmp.useTmpfs
  boot.tmp.cleanOnBoot boot.loader.systemd-boot.configurationLimit boot.loader.systemd-boot.editor
  boot.loader.grub.configurationLimit boot.loader.grub.efiSupport boot.loader.grub.useOSProber
  services.openssh.settings.PermitRootLogin services.openssh.settings.PasswordAuthentication
  services.openssh.settings.KbdInteractiveAuthentication services.openssh.settings.X11Forwarding
  services.openssh.startWhenNeeded services.openssh.openFirewall
  services.xserver.xkb.layout services.xserver.xkb.variant services.displayManager.defaultSession
  services.logind.lidSwitch security.sudo.wheelNeedsPassword users.mutableUsers zramSwap.memoryPercent
  powerManagement.cpuFreqGovernor virtualisation.docker.enableOnBoot nix.gc.automatic nix.gc.dates nix.gc.options
  nix.settings.auto-optimise-store nix.settings.sandbox nix.settings.max-jobs nix.settings.cores
  nix.optimise.automatic documentation.nixos.enable hardware.enableRedistributableFirmware
  hardware.enableAllFirmware hardware.cpu.intel.updateMicrocode hardware.cpu.amd.updateMicrocode
  hardware.bluetooth.powerOnBoot home-manager.useGlobalPkgs home-manager.useUserPackages
  home-manager.backupFileExtension system.autoUpgrade.allowReboot system.autoUpgrade.dates system.autoUpgrade.flake
  programs.command-not-found.enable programs.neovim.defaultEditor programs.ssh.startAgent
  programs.git.userName programs.git.userEmail programs.git.settings.user.name programs.git.settings.user.email
  services.tailscale.useRoutingFeatures services.pipewire.alsa.support32Bit`.split(/\s+/),
);

/** Types of `lib.types` that take one value, and refuse two that differ. */
const scalarTypes = new Set(["bool", "str", "int", "port", "enum", "nonEmptyStr", "singleLineStr"]);

/** Whether the option is a known one of which the value may be shown: others may hold a secret. */
export function isPublicScalar(option: string): boolean {
  return scalarOptions.has(option);
}

/** Whether an option holds one value, by its name or by the type that the project declares for it. */
export function isScalarOption(option: string, declared: string | undefined): boolean {
  if (declared !== undefined) return scalarTypes.has(declared) || declared.startsWith("ints.");
  return (
    scalarOptions.has(option) || (option.endsWith(".enable") && !option.includes(".settings."))
  );
}
