import {
  defineProjectRule,
  plainText,
  type HostDefinition,
  type Place,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "conflicting-state-version",
  summary: "several state versions for one host or home",
  category: "hosts",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    conflict:
      "`{option}` is `{version}` here and `{other}` elsewhere, for the same {what} `{name}`.",
    overridden:
      "`{option}` is `{version}` here, in place of the `{other}` that is set for `{name}` elsewhere.",
  },
  docs: {
    why: "Two values of the same rank stop the evaluation. Where one overrides the other, a host that forgets to do so takes the shared value without a word, and with it the data layout of another release.",
    examples: [
      {
        path: "flake.nix",
        bad: '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ ./base.nix { system.stateVersion = "24.05"; } ];\n    };\n  };\n}\n',
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ ./base.nix ];\n    };\n  };\n}\n",
        files: { "base.nix": '{ system.stateVersion = "25.05"; }\n' },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ ./base.nix { system.stateVersion = "25.05"; } ];\n    };\n  };\n}\n',
        because: "both say the same, and a home has its own version",
        files: {
          "base.nix":
            '{ lib, ... }: {\n  system.stateVersion = lib.mkDefault "25.05";\n  home-manager.users.a.home.stateVersion = "23.11";\n}\n',
        },
      },
    ],
  },
  check(project, { report }) {
    const said = new Map<string, Conflict & { readonly hosts: string[] }>();
    for (const host of project.hosts) {
      const configuration = project.configurationOf(host);
      if (!configuration) continue;
      const option = host.kind === "home" ? "home.stateVersion" : "system.stateVersion";
      const found = [
        conflictIn(configuration.definitionsOf(option).definitions, "host", host.name),
        ...configuration
          .homes()
          .users.map(({ user, configuration: home }) =>
            conflictIn(home.definitionsOf("home.stateVersion").definitions, "user", user),
          ),
      ];
      for (const conflict of found) {
        if (!conflict) continue;
        const key = JSON.stringify([conflict.at, conflict.elsewhere]);
        const known = said.get(key);
        if (known) known.hosts.push(host.name);
        else said.set(key, { ...conflict, hosts: [host.name] });
      }
    }
    for (const { at, elsewhere, isOverridden, hosts, data } of said.values()) {
      const related = [{ at: elsewhere, message: `\`${data.other}\` stands here.` }];
      if (isOverridden)
        report({ at, message: "overridden", data, severity: "info", related, hosts });
      else report({ at, message: "conflict", data, related, hosts });
    }
  },
});

interface Conflict {
  readonly at: Place;
  readonly elsewhere: Place;
  readonly isOverridden: boolean;
  readonly data: {
    readonly option: string;
    readonly version: string;
    readonly other: string;
    readonly what: string;
    readonly name: string;
  };
}

/** The priority of the variant for a virtual machine, which is another machine. */
const VM_PRIORITY = 10;

function conflictIn(
  definitions: readonly HostDefinition[],
  what: string,
  name: string,
): Conflict | undefined {
  const [winner, ...others] = definitions
    .flatMap((definition) => {
      const version = plainText(definition.value);
      const isSure = !definition.isConditional && definition.priority > VM_PRIORITY;
      return version !== undefined && isSure ? [{ ...definition, version }] : [];
    })
    .toSorted((one, other) => one.priority - other.priority);
  const other = winner && others.find(({ version }) => version !== winner.version);
  if (!winner || !other) return undefined;
  return {
    at: winner.place,
    elsewhere: other.place,
    isOverridden: other.priority !== winner.priority,
    data: {
      option: winner.path.join("."),
      version: winner.version,
      other: other.version,
      what,
      name,
    },
  };
}
