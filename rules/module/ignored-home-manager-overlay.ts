import {
  defineProjectRule,
  hostModulesOf,
  moduleFactsOf,
  sideIn,
  type Host,
  type Project,
  type SettingFact,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "ignored-home-manager-overlay",
  summary:
    "overlays or settings of nixpkgs in Home Manager, where it uses the packages of the host",
  category: "module",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    ignored:
      "`{option}` does nothing here: `home-manager.useGlobalPkgs` is on, and Home Manager takes the packages of `{host}`.",
    partly:
      "`{option}` does nothing on `{host}`, where `home-manager.useGlobalPkgs` is on; it holds where the file is used without the host.",
  },
  docs: {
    why: "With `useGlobalPkgs` Home Manager gets the finished packages of the host. The overlay is dropped with a warning: packages that it adds are missing, those that it patches stay as they were.",
    examples: [
      {
        bad: "{\n  outputs = { nixpkgs, home-manager, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ home-manager.nixosModules.default ./web.nix ];\n    };\n  };\n}\n",
        good: "{\n  outputs = { nixpkgs, home-manager, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ home-manager.nixosModules.default ./web.nix ];\n    };\n  };\n}\n",
        path: "flake.nix",
        files: {
          "web.nix":
            "{\n  home-manager.useGlobalPkgs = true;\n  home-manager.users.me.imports = [ ./home.nix ];\n}\n",
          "home.nix": "{\n  nixpkgs.overlays = [ (import ./overlay.nix) ];\n}\n",
          "overlay.nix": "final: prev: { tool = prev.hello; }\n",
        },
        goodFiles: {
          "web.nix":
            "{\n  nixpkgs.overlays = [ (import ./overlay.nix) ];\n  home-manager.useGlobalPkgs = true;\n  home-manager.users.me.imports = [ ./home.nix ];\n}\n",
          "home.nix": "{\n  programs.git.enable = true;\n}\n",
          "overlay.nix": "final: prev: { tool = prev.hello; }\n",
        },
      },
    ],
    traps: [
      {
        good: "{\n  outputs = { nixpkgs, home-manager, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ home-manager.nixosModules.default ./web.nix ];\n    };\n  };\n}\n",
        path: "flake.nix",
        files: {
          "web.nix":
            "{\n  home-manager.useUserPackages = true;\n  home-manager.users.me.imports = [ ./home.nix ];\n}\n",
          "home.nix": "{\n  nixpkgs.config.allowUnfree = true;\n}\n",
        },
        because: "Home Manager makes packages of its own there",
      },
    ],
    references: ["https://nix-community.github.io/home-manager/nixos-options.xhtml"],
  },
  check(project, { report }) {
    const standalone = new Set(
      project.hosts
        .filter(({ kind }) => kind === "home")
        .flatMap((host) => hostModulesOf(project, host).map(({ path }) => path)),
    );
    const said = new Map<
      string,
      { readonly hosts: string[]; readonly setting: SettingFact; readonly path: string }
    >();
    for (const host of project.hosts) {
      if (host.kind === "home" || !usesGlobalPackages(project, host)) continue;
      for (const module of hostModulesOf(project, host)) {
        if (module.isConditional) continue;
        for (const setting of moduleFactsOf(project, module.path)?.settings ?? []) {
          if (sideIn(module, setting.side) !== "home" || setting.isConditional) continue;
          if (!ignored.test(setting.option) || setting.kind === "null") continue;
          const key = `${module.path} ${setting.name.start}`;
          const known = said.get(key) ?? { hosts: [], setting, path: module.path };
          said.set(key, known);
          known.hosts.push(host.name);
        }
      }
    }
    for (const { hosts, setting, path } of said.values()) {
      const isPartly = standalone.has(path);
      report({
        at: { path, span: setting.name },
        message: isPartly ? "partly" : "ignored",
        data: { option: setting.option, host: hosts[0] ?? "" },
        hosts: [...new Set(hosts)].toSorted(),
        ...(isPartly ? { severity: "info" as const } : {}),
      });
    }
  },
});

/** What Home Manager's `nixpkgs-disabled.nix` takes and drops. */
const ignored = /^nixpkgs\.(?:overlays|config)(?:\.|$)/;

/** Whether a module of the host turns it on in any case, and none turns it off. */
function usesGlobalPackages(project: Project, host: Host): boolean {
  let isOn = false;
  for (const module of hostModulesOf(project, host)) {
    for (const { option, literal, isConditional } of moduleFactsOf(project, module.path)
      ?.settings ?? []) {
      if (option !== "home-manager.useGlobalPkgs") continue;
      if (literal !== "true") return false;
      if (!module.isConditional && !isConditional) isOn = true;
    }
  }
  return isOn;
}
