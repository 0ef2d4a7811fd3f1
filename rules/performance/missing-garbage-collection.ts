import {
  defineProjectRule,
  isDeclined,
  maintainedHosts,
  mayBeOn,
  plainText,
  toldTogether,
  type HostConfiguration,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "missing-garbage-collection",
  summary: "a host that never cleans its store",
  category: "performance",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    never: "Nothing collects garbage on {names}.",
    keeps: "The garbage collection of {names} deletes no old generation.",
  },
  docs: {
    why: "Each build and each generation stays in the store until the disk is full, and a machine with a full disk can't even be rebuilt. Without an age of the generations to delete only what no generation uses is collected.",
    examples: [
      {
        path: "flake.nix",
        bad: '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ { system.stateVersion = "25.05"; } ];\n    };\n  };\n}\n',
        good: '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ { nix.gc = { automatic = true; options = "--delete-older-than 30d"; }; } ];\n    };\n  };\n}\n',
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ { programs.nh.clean.enable = true; } ];\n    };\n  };\n}\n",
        because: "another tool cleans the store",
      },
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.cache = nixpkgs.lib.nixosSystem {\n      modules = [\n        {\n          # The others fetch from here.\n          nix.gc.automatic = false;\n        }\n      ];\n    };\n  };\n}\n",
        because: "somebody thought of it, and says why",
      },
    ],
    references: ["https://nixos.org/manual/nixos/stable/#sec-nix-gc"],
  },
  check(project, { report }) {
    if (!project.isWhole) return;
    const hosts = maintainedHosts(project).filter(
      ({ configuration }) => !isDeclined(project, configuration, ["nix.gc.automatic"]),
    );
    const never = hosts.filter(({ configuration }) => !mayCollect(configuration));
    for (const isSure of [true, false]) {
      const alike = never.filter((each) => each.isSure === isSure).map(({ host }) => host);
      for (const { at, names, hosts: told } of toldTogether(project, alike)) {
        const grade = isSure ? {} : ({ severity: "info", confidence: "low" } as const);
        report({ at, message: "never", data: { names }, hosts: told, ...grade });
      }
    }
    const keeping = hosts.filter(({ configuration, isSure }) => isSure && keepsAll(configuration));
    for (const { at, names, hosts: told } of toldTogether(
      project,
      keeping.map(({ host }) => host),
    ))
      report({ at, message: "keeps", data: { names }, hosts: told, severity: "info" });
  },
});

const others = [
  "programs.nh.clean.enable",
  "nix.settings.min-free",
  "services.angrr.enable",
  "services.fast-nix-gc.enable",
];

function mayCollect(configuration: HostConfiguration): boolean {
  return mayBeOn(configuration, ["nix.gc.automatic", ...others]) || isInText(configuration);
}

function isInText(configuration: HostConfiguration): boolean {
  return configuration.definitionsOf("nix.extraOptions").definitions.some(({ value }) => {
    const text = plainText(value);
    return text === undefined || /^\s*min-free\b/m.test(text);
  });
}

function keepsAll(configuration: HostConfiguration): boolean {
  const isOn = configuration
    .definitionsOf("nix.gc.automatic")
    .definitions.some(({ value, isConditional }) => !isConditional && plainText(value) === "true");
  if (!isOn || mayBeOn(configuration, others) || isInText(configuration)) return false;
  const { definitions, isOpen } = configuration.definitionsOf("nix.gc.options");
  return (
    !isOpen &&
    definitions.every(({ value }) => {
      const text = plainText(value);
      return text !== undefined && !/(?:^|\s)(?:--delete-|-d\b)/.test(text);
    })
  );
}
