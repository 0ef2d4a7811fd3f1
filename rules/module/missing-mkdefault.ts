import {
  defineProjectRule,
  hostModulesOf,
  libSpelling,
  moduleFactsOf,
  priorities,
  sideIn,
  unwrapped,
  type Host,
  type OfferedFix,
  type Project,
  type SettingFact,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "missing-mkdefault",
  summary: "a shared module's definition that hosts can only overrule with `mkForce`",
  category: "module",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: {
    forced:
      "{count} hosts overrule `{option}` with `mkForce`, as this definition leaves them no other way.",
  },
  docs: {
    why: "Each `mkForce` beats every other definition as well, of whichever module. A default in the shared module lets a host say what it wants in plain words, and lets two modules that disagree be told apart.",
    examples: [
      {
        bad: "{\n  outputs =\n    { nixpkgs, ... }:\n    let\n      host = module: nixpkgs.lib.nixosSystem { modules = [ ./base.nix module ]; };\n    in\n    {\n      nixosConfigurations.a = host ./a.nix;\n      nixosConfigurations.b = host ./b.nix;\n    };\n}\n",
        good: "{\n  outputs =\n    { nixpkgs, ... }:\n    let\n      host = module: nixpkgs.lib.nixosSystem { modules = [ ./base.nix module ]; };\n    in\n    {\n      nixosConfigurations.a = host ./a.nix;\n      nixosConfigurations.b = host ./b.nix;\n    };\n}\n",
        path: "flake.nix",
        files: {
          "base.nix": "{ lib, ... }:\n{\n  services.tuned.enable = true;\n}\n",
          "a.nix": "{ lib, ... }:\n{\n  services.tuned.enable = lib.mkForce false;\n}\n",
          "b.nix": "{ lib, ... }:\n{\n  services.tuned.enable = lib.mkForce false;\n}\n",
        },
        goodFiles: {
          "base.nix": "{ lib, ... }:\n{\n  services.tuned.enable = lib.mkDefault true;\n}\n",
          "a.nix": "{ lib, ... }:\n{\n  services.tuned.enable = false;\n}\n",
          "b.nix": "{ lib, ... }:\n{\n  services.tuned.enable = false;\n}\n",
        },
      },
    ],
    traps: [
      {
        good: "{\n  outputs =\n    { nixpkgs, ... }:\n    let\n      host = module: nixpkgs.lib.nixosSystem { modules = [ ./base.nix module ]; };\n    in\n    {\n      nixosConfigurations.a = host ./a.nix;\n      nixosConfigurations.b = host ./b.nix;\n    };\n}\n",
        path: "flake.nix",
        files: {
          "base.nix": "{ lib, ... }:\n{\n  services.tuned.enable = true;\n}\n",
          "a.nix": "{ lib, ... }:\n{\n  services.tuned.enable = lib.mkForce false;\n}\n",
          "b.nix": "{ }\n",
        },
        because: "one host differs, and says so",
      },
    ],
    fixSafety:
      "Other modules' plain definitions of the option win where they clashed or merged with this one before.",
  },
  check(project, { report }) {
    for (const { path, setting, hosts, forced } of overruled(project)) {
      if (hosts.size < 2) continue;
      report({
        at: { path, span: setting.name },
        message: "forced",
        data: { count: hosts.size, option: setting.option },
        hosts: [...hosts].toSorted(),
        related: Array.from(forced, ([other, { name }]) => ({
          at: { path: other, span: name },
          message: "here it is overruled",
        })).slice(0, MOST_RELATED),
        fix: fixOf(project, path, setting),
      });
    }
  },
});

const MOST_RELATED = 10;

interface Overruled {
  readonly path: string;
  readonly setting: SettingFact;
  readonly hosts: Set<string>;
  /** By file, the definition that overrules it. */
  readonly forced: Map<string, SettingFact>;
}

/** Plain definitions that other modules of a host overrule. */
function overruled(project: Project): Iterable<Overruled> {
  const found = new Map<string, Overruled>();
  for (const host of project.hosts) {
    // An image differs from the machines by its nature.
    if (host.isEphemeral) continue;
    const forces = forcedIn(project, host);
    if (forces.size === 0) continue;
    for (const module of hostModulesOf(project, host)) {
      if (module.isConditional) continue;
      for (const setting of moduleFactsOf(project, module.path)?.settings ?? []) {
        if (setting.priority !== priorities.plain) continue;
        const force = forces.get(`${sideIn(module, setting.side)} ${setting.option}`);
        if (!force || force.path === module.path) continue;
        const key = `${module.path} ${setting.name.start}`;
        const known = found.get(key) ?? {
          path: module.path,
          setting,
          hosts: new Set<string>(),
          forced: new Map<string, SettingFact>(),
        };
        found.set(key, known);
        known.hosts.add(host.name);
        known.forced.set(force.path, force.setting);
      }
    }
  }
  return found.values();
}

interface Force {
  readonly path: string;
  readonly setting: SettingFact;
}

/** What the modules of a host define with `mkForce` in any case, by side and option. */
function forcedIn(project: Project, host: Host): ReadonlyMap<string, Force> {
  const forces = new Map<string, Force>();
  for (const module of hostModulesOf(project, host))
    for (const setting of moduleFactsOf(project, module.path)?.settings ?? [])
      if (setting.priority === priorities.force && !module.isConditional && !setting.isConditional)
        forces.set(`${sideIn(module, setting.side)} ${setting.option}`, {
          path: module.path,
          setting,
        });
  return forces;
}

/** Makes a default of it; not of lists and sets, which merge with others as long as they are none. */
function fixOf(project: Project, path: string, setting: SettingFact): OfferedFix | undefined {
  if (setting.literal === undefined) return undefined;
  const file = project.open(path);
  const binding = file?.tree
    .nodesOfKind("binding")
    .find(
      ({ attrpath, expression }) =>
        attrpath.start <= setting.name.start &&
        setting.name.end <= attrpath.end &&
        unwrapped(expression).start === setting.value.start,
    );
  if (!file || !binding) return undefined;
  const { expression } = binding;
  const spelling = libSpelling("mkDefault", expression, file.semantics);
  if (!spelling) return undefined;
  return {
    title: "Make it a default",
    edits: [
      {
        span: { start: expression.start, end: expression.start },
        newText: `${spelling} `,
      },
    ],
  };
}
