import type { HostConfiguration, Project } from "../../project/index.ts";

/**
 * Repositories whose modules define nothing that an owner is asked about here: they add options, or look after hardware.
 * As of 2026-11-20.
 */
const quietRepositories = new Set(
  `nixpkgs home-manager nixos-hardware sops-nix agenix agenix-rekey ragenix disko impermanence preservation lanzaboote
  nix-index-database stylix base16.nix catppuccin nix nixos-wsl nix-darwin nix-homebrew mac-app-util nix-flatpak nixvim
  hyprland niri-flake niri spicetify-nix plasma-manager nix-minecraft nix-topology nixos-mailserver nur nix-gaming
  nixos-vscode-server vscode-server microvm.nix nixos-generators attic nix-ld chaotic flake-programs-sqlite envfs
  nixos-apple-silicon apple-silicon-support musnix nix-colors nix-doom-emacs-unstraightened xremap-flake
  nixos-nftables-firewall determinate vscodium-server solaar nix-bitcoin simple-nixos-mailserver
  hyprlock hypridle noctalia quadlet-nix arion nixarr authentik-nix`.split(/\s+/),
);

/** Other names that people give to the inputs, where no address of the input tells more. */
const commonNames = new Set(
  "hm darwin hardware sops wsl mailserver nixos-stable unstable nixpkgs-unstable nixpkgs-stable modulesPath".split(
    " ",
  ),
);

/** The modules from outside that may define anything: those of repositories that are not known to leave it alone. */
export function unknownModules(
  project: Project,
  { externals }: HostConfiguration,
): readonly string[] {
  return externals.filter((name) => {
    if (
      /^(?:<nixpkgs|<nixos-hardware|<home-manager|<sops-nix|<disko|modulesPath|pkgs\.path)/.test(
        name,
      )
    )
      return false;
    const input = inputOf(name);
    if (commonNames.has(input)) return false;
    return !quietRepositories.has(repositoryOfInput(project, input) ?? input.toLowerCase());
  });
}

/** Whether a module of the repository is among the host's. */
export function hasModuleOf(
  project: Project,
  { externals }: HostConfiguration,
  repository: string,
): boolean {
  return externals.some((name) => {
    const input = inputOf(name);
    return name.includes(repository) || (repositoryOfInput(project, input) ?? input) === repository;
  });
}

function inputOf(name: string): string {
  return /^[^./]*/.exec(name)?.[0] ?? name;
}

/** The name of the repository behind an input, in lower case. */
function repositoryOfInput(project: Project, name: string): string | undefined {
  for (const { inputs } of project.flakes) {
    for (const { name: own, url, attributes } of inputs) {
      if (own !== name) continue;
      const repository =
        attributes["repo"] ??
        /^[\w+]+:(?:\/\/)?(?:[^/?]+\/)+?([^/?#]+?)(?:\.git|\.tar\.gz)?(?:[/?#]|$)/.exec(
          shortUrl(url),
        )?.[1];
      if (repository !== undefined) return repository.toLowerCase();
    }
  }
  return undefined;
}

/** Without the name of a server, so that the second part is the repository. */
function shortUrl(url = ""): string {
  return url.replace(/^[\w+]*:\/\/[^/]+\//, "git:");
}
