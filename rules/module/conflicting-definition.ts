import {
  defineProjectRule,
  hostModulesOf,
  isPublicScalar,
  isScalarOption,
  moduleFactsOf,
  strongestOf,
  type Host,
  type Project,
  type SettingFact,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "conflicting-definition",
  summary: "an option that two modules of one host set to different values",
  category: "module",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    conflict:
      "`{option}` is `{value}` here and `{other}` in `{path}`, with the same priority, on the same host.",
    differs:
      "`{option}` has another value here than in `{path}`, with the same priority, on the same host.",
  },
  docs: {
    why: "The module system does not choose: the host stops evaluating with “conflicting definition values”, mostly long after the module that brought the second value was added.",
    examples: [
      {
        bad: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ ./base.nix ./web.nix ];\n    };\n  };\n}\n",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ ./base.nix ./web.nix ];\n    };\n  };\n}\n",
        path: "flake.nix",
        files: {
          "base.nix": '{ time.timeZone = "UTC"; }\n',
          "web.nix": '{ time.timeZone = "Europe/Berlin"; }\n',
        },
        goodFiles: {
          "base.nix": '{ lib, ... }: { time.timeZone = lib.mkDefault "UTC"; }\n',
          "web.nix": '{ time.timeZone = "Europe/Berlin"; }\n',
        },
      },
    ],
    traps: [
      {
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      modules = [ ./base.nix ./web.nix ];\n    };\n  };\n}\n",
        path: "flake.nix",
        files: {
          "base.nix":
            '{ networking.firewall.allowedTCPPorts = [ 22 ]; services.nginx.commonHttpConfig = "a"; }\n',
          "web.nix":
            '{ networking.firewall.allowedTCPPorts = [ 80 ]; services.nginx.commonHttpConfig = "b"; }\n',
        },
        because: "lists and lines merge",
      },
    ],
    references: [
      "https://nixos.org/manual/nixos/stable/#sec-option-definitions-setting-priorities",
    ],
  },
  check(project, { report }) {
    const conflicts = new Map<string, Conflict>();
    const types = declaredTypes(project);
    for (const host of project.hosts) collectConflicts(project, host, types, conflicts);
    for (const { option, first, second, hosts } of conflicts.values()) {
      const base = {
        at: { path: second.path, span: second.setting.name },
        hosts,
        related: [
          {
            at: { path: first.path, span: first.setting.name },
            message: "here it has another value",
          },
        ],
      };
      const value = shown(second);
      const other = shown(first);
      const { path } = first;
      if (value === undefined || other === undefined)
        report({ ...base, message: "differs", data: { option, path } });
      else report({ ...base, message: "conflict", data: { option, value, other, path } });
    }
  },
});

/** The value, unless it is a text that may be a secret. */
function shown({ setting: { option, kind, literal } }: Definition): string | undefined {
  return kind === "string" && !isPublicScalar(option) ? undefined : literal;
}

interface Definition {
  readonly path: string;
  readonly setting: SettingFact;
}

interface Conflict {
  readonly option: string;
  readonly first: Definition;
  readonly second: Definition;
  readonly hosts: string[];
}

function collectConflicts(
  project: Project,
  host: Host,
  types: ReadonlyMap<string, string>,
  conflicts: Map<string, Conflict>,
): void {
  const side = host.kind === "home" ? "home" : "system";
  const firsts = new Map<string, Definition>();
  let strongest: ReadonlyMap<string, number> | undefined;
  for (const module of hostModulesOf(project, host)) {
    if (module.isConditional || module.side !== side) continue;
    const { path } = module;
    for (const setting of moduleFactsOf(project, path)?.settings ?? []) {
      const { option, priority, literal } = setting;
      if (literal === undefined || setting.isConditional || setting.side !== "own") continue;
      if (!isScalarOption(option, types.get(option))) continue;
      const key = `${priority} ${option}`;
      const first = firsts.get(key);
      if (!first) firsts.set(key, { path, setting });
      else if (first.setting.literal !== literal && first.path !== path) {
        strongest ??= strongestOf(project, host);
        if ((strongest.get(option) ?? priority) < priority) continue;
        addConflict(conflicts, first, { path, setting }, host);
      }
    }
  }
}

function addConflict(
  conflicts: Map<string, Conflict>,
  first: Definition,
  second: Definition,
  host: Host,
): void {
  const { option } = second.setting;
  const key = [
    option,
    first.path,
    first.setting.name.start,
    second.path,
    second.setting.name.start,
  ].join(" ");
  const known = conflicts.get(key);
  if (!known) conflicts.set(key, { option, first, second, hosts: [host.name] });
  else if (known.hosts.at(-1) !== host.name) known.hosts.push(host.name);
}

/** The types of the options that the project declares. */
function declaredTypes(project: Project): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const path of new Set(project.hosts.flatMap(({ closure }) => closure)))
    for (const [option, type] of moduleFactsOf(project, path)?.types ?? []) types.set(option, type);
  return types;
}
