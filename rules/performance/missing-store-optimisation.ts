import {
  defineProjectRule,
  isDeclined,
  maintainedHosts,
  mayBeOn,
  plainText,
  toldTogether,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "missing-store-optimisation",
  summary: "a host whose store holds equal files many times",
  category: "performance",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    never: "Nothing makes one of equal files in the store of {names}.",
  },
  docs: {
    why: "Packages of several generations share most of their files, and each copy takes its room: hard links in their place save a quarter to a third of the store.",
    examples: [
      {
        path: "flake.nix",
        bad: '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ { system.stateVersion = "25.05"; } ];\n    };\n  };\n}\n',
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ { nix.optimise.automatic = true; } ];\n    };\n  };\n}\n",
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ { nix.settings.auto-optimise-store = true; } ];\n    };\n  };\n}\n",
        because: "each build does it",
      },
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web-vm = nixpkgs.lib.nixosSystem {\n      modules = [ { } ];\n    };\n  };\n}\n",
        because: "nobody keeps the store of a virtual machine",
      },
    ],
    references: ["https://nixos.org/manual/nixos/stable/options#opt-nix.optimise.automatic"],
  },
  check(project, { report }) {
    if (!project.isWhole) return;
    const without = maintainedHosts(project).filter(({ host, configuration }) => {
      // On macOS the setting of the daemon corrupts the store: https://github.com/NixOS/nix/issues/7273.
      const options =
        host.kind === "darwin"
          ? ["nix.optimise.automatic"]
          : ["nix.optimise.automatic", "nix.settings.auto-optimise-store"];
      const isInText = configuration
        .definitionsOf("nix.extraOptions")
        .definitions.some(({ value }) =>
          /^\s*auto-optimise-store\s*=\s*true/m.test(
            plainText(value) ?? "auto-optimise-store = true",
          ),
        );
      return (
        !isInText &&
        !mayBeOn(configuration, options) &&
        !isDeclined(project, configuration, options)
      );
    });
    for (const isSure of [true, false]) {
      const alike = without.filter((each) => each.isSure === isSure).map(({ host }) => host);
      const grade = isSure ? {} : ({ confidence: "low" } as const);
      for (const { at, names, hosts } of toldTogether(project, alike))
        report({ at, message: "never", data: { names }, hosts, ...grade });
    }
  },
});
