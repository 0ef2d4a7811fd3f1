import {
  defineProjectRule,
  isDeclined,
  maintainedHosts,
  plainText,
  toldTogether,
  type HostConfiguration,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "unlimited-boot-generations",
  summary: "a boot loader that keeps every generation",
  category: "performance",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    unlimited: "`{loader}` keeps a kernel for every generation of {names}.",
    many: "`{loader}` keeps the kernels of up to 100 generations of {names} in `/boot`.",
  },
  docs: {
    why: "The kernels and initial ramdisks of all generations lie on the boot partition, which is small: once it is full, no new system can be installed.",
    examples: [
      {
        path: "flake.nix",
        bad: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ { boot.loader.systemd-boot.enable = true; } ];\n    };\n  };\n}\n",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ { boot.loader.systemd-boot = { enable = true; configurationLimit = 10; }; } ];\n    };\n  };\n}\n",
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ { boot.loader.systemd-boot.enable = true; } ./base.nix ];\n    };\n  };\n}\n",
        because: "another module sets the limit",
        files: {
          "base.nix":
            "{ lib, ... }: { boot.loader.systemd-boot.configurationLimit = lib.mkDefault 5; }\n",
        },
      },
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ { boot.loader.grub.enable = false; } ];\n    };\n  };\n}\n",
        because: "the boot loader is not used",
      },
    ],
    references: [
      "https://nixos.org/manual/nixos/stable/options#opt-boot.loader.systemd-boot.configurationLimit",
    ],
  },
  check(project, { report }) {
    if (!project.isWhole) return;
    const found = maintainedHosts(project).flatMap(({ host, configuration, isSure }) => {
      const loader = loaders.find((name) => isOn(configuration, `${name}.enable`));
      const limits = loaders.map((name) => `${name}.configurationLimit`);
      const isLimited = limits.some((option) => {
        const { definitions, isOpen } = configuration.definitionsOf(option);
        return (
          isOpen || definitions.some(({ value }) => !value.known || value.value.type !== "null")
        );
      });
      // Without a partition of its own the kernels stay in the store.
      const isInStore =
        loader === grub &&
        configuration.definitionsOf("fileSystems./boot.*").definitions.length === 0;
      return loader === undefined ||
        isLimited ||
        isInStore ||
        isDeclined(project, configuration, limits)
        ? []
        : { host, loader, isSure };
    });
    for (const loader of loaders) {
      for (const isSure of [true, false]) {
        const alike = found.filter((each) => each.loader === loader && each.isSure === isSure);
        const grade = isSure ? {} : ({ confidence: "low" } as const);
        for (const { at, names, hosts } of toldTogether(
          project,
          alike.map(({ host }) => host),
        ))
          report({
            at,
            message: loader === grub ? "many" : "unlimited",
            data: { loader, names },
            hosts,
            ...grade,
          });
      }
    }
  },
});

/** The one that takes the place of others first. */
const grub = "boot.loader.grub";
const loaders = ["boot.lanzaboote", "boot.loader.systemd-boot", grub];

function isOn(configuration: HostConfiguration, option: string): boolean {
  const { definitions } = configuration.definitionsOf(option);
  return (
    definitions.length > 0 &&
    definitions.every(({ value, isConditional }) => !isConditional && plainText(value) === "true")
  );
}
