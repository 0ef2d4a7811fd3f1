import {
  defineProjectRule,
  hasModuleOf,
  placeOfHost,
  unknownModules,
  type Host,
  type HostConfiguration,
  type Place,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "missing-state-version",
  summary: "a host or home without a state version",
  category: "hosts",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    host: "Nothing sets `{option}` for `{host}`.",
    perhaps: "Nothing of what could be read sets `{option}` for `{host}`.",
    perhapsMany: "Nothing of what could be read sets `{option}` for {count} hosts: {names}.",
    home: "Nothing sets `home.stateVersion` for the home of `{user}`.",
    perhapsHome: "Nothing of what could be read sets `home.stateVersion` for the home of `{user}`.",
  },
  docs: {
    why: "The state version tells services which layout their data has: without one it moves on with each release, and a database of the old layout is not found any more. Home Manager and nix-darwin refuse to go on at all. The right value is the release that the machine was first installed with, which no text can tell.",
    examples: [
      {
        path: "flake.nix",
        bad: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ ./web.nix ];\n    };\n  };\n}\n",
        good: '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ ./web.nix { system.stateVersion = "25.05"; } ];\n    };\n  };\n}\n',
        files: { "web.nix": "{ services.nginx.enable = true; }\n" },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ ./web ];\n    };\n  };\n}\n",
        because: "a module further away sets it, as a default",
        files: {
          "web/default.nix": "{ imports = [ ../base.nix ]; }\n",
          "base.nix": '{ lib, ... }: { system = { stateVersion = lib.mkDefault "25.05"; }; }\n',
        },
      },
    ],
    references: ["https://wiki.nixos.org/wiki/FAQ/When_do_I_update_stateVersion"],
  },
  check(project, { report }) {
    // Where files were left out, what they set is not known.
    if (!project.isWhole) return;
    const said = new Map<string, Missing>();
    for (const host of project.hosts) {
      const configuration = project.configurationOf(host);
      if (!configuration) continue;
      for (const missing of missingIn(project, host, configuration)) {
        const { at, user, host: name } = missing;
        const key = JSON.stringify([at, user ?? name]);
        const known = said.get(key);
        if (!known) said.set(key, missing);
        else known.hosts.push(host.name);
      }
    }
    const found = [...said.values()];
    for (const { at, option, host, user, isSure, isEphemeral, hosts } of found) {
      if (!isSure) continue;
      const grade = { hosts, ...(isEphemeral ? { severity: "info" as const } : {}) };
      if (user === undefined) report({ at, message: "host", data: { option, host }, ...grade });
      else report({ at, message: "home", data: { user }, ...grade });
    }
    // What can't be read may well set it: one word about all of them.
    const open = found.filter(({ isSure }) => !isSure);
    const low = { severity: "info", confidence: "low" } as const;
    for (const option of new Set(open.flatMap((missing) => (missing.user ? [] : missing.option)))) {
      const [first, ...others] = open.filter(
        (missing) => !missing.user && missing.option === option,
      );
      if (!first) continue;
      const all = [first, ...others];
      const names = all.map(({ host }) => `\`${host}\``).join(", ");
      const grade = { hosts: all.flatMap(({ hosts }) => hosts), ...low };
      const { at, host } = first;
      if (others.length === 0) report({ at, message: "perhaps", data: { option, host }, ...grade });
      else {
        const data = { option, count: all.length, names };
        report({ at, message: "perhapsMany", data, ...grade });
      }
    }
    for (const { at, user, hosts } of open) {
      if (user !== undefined) report({ at, message: "perhapsHome", data: { user }, hosts, ...low });
    }
  },
});

interface Missing {
  readonly at: Place;
  readonly option: string;
  readonly host: string;
  readonly user?: string;
  /** Whether everything that may set it could be read. */
  readonly isSure: boolean;
  readonly isEphemeral: boolean;
  readonly hosts: string[];
}

function missingIn(
  project: Project,
  host: Host,
  configuration: HostConfiguration,
): readonly Missing[] {
  const isEphemeral = host.isEphemeral === true;
  const common = { host: host.name, isEphemeral };
  const found: Missing[] = [];
  const option = optionOf(host);
  const own = option === undefined ? undefined : configuration.definitionsOf(option);
  if (option !== undefined && own?.definitions.length === 0) {
    const isSure = !own.isOpen && unknownModules(project, configuration).length === 0;
    const at = placeOfHost(project, host);
    found.push({ ...common, at, option, isSure, hosts: [host.name] });
  }
  // Without the module of home-manager its options mean nothing.
  if (!hasModuleOf(project, configuration, "home-manager")) return found;
  for (const { user, place, isConditional, configuration: home } of configuration.homes().users) {
    const { definitions, isOpen } = home.definitionsOf("home.stateVersion");
    if (definitions.length > 0) continue;
    const isSure =
      !isOpen &&
      !isConditional &&
      !configuration.hasUnreadModules &&
      unknownModules(project, home).length === 0;
    found.push({ ...common, at: place, option: "", user, isSure, hosts: [host.name] });
  }
  return found;
}

function optionOf({ kind }: Host): string | undefined {
  if (kind === "home") return "home.stateVersion";
  return kind === "system-manager" ? undefined : "system.stateVersion";
}
