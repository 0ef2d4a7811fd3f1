import {
  defineProjectRule,
  isSamplePath,
  isTestPath,
  Type,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "feature-without-option",
  summary: "modules that hosts switch on by importing them",
  category: "structure",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: {
    one: "`{module}` declares no option: the {hosts} hosts that want it import it by path.",
    folder:
      "{count} modules of `{folder}` declare no option: the hosts that want them import them by path, which are {modules}.",
  },
  options: Type.Object({
    hosts: Type.Integer({
      default: 2,
      minimum: 2,
      description: "As many hosts have to import a module themselves.",
    }),
  }),
  docs: {
    why: "What is on cannot be seen or changed in the configuration, only in lists of paths, and no host can switch off what a profile imports. With an `enable` option all hosts import the same modules and say what they want.",
    examples: [
      {
        bad: "{\n  services.printing.enable = true;\n}\n",
        good: '{ config, lib, ... }:\n{\n  options.my.printing.enable = lib.mkEnableOption "printing";\n  config = lib.mkIf config.my.printing.enable { services.printing.enable = true; };\n}\n',
        path: "modules/printing.nix",
        files: {
          "flake.nix":
            "{ outputs = { nixpkgs, ... }: { nixosConfigurations = { a = nixpkgs.lib.nixosSystem { modules = [ ./hosts/a.nix ]; }; b = nixpkgs.lib.nixosSystem { modules = [ ./hosts/b.nix ]; }; }; }; }\n",
          "hosts/a.nix": "{ imports = [ ../modules/printing.nix ]; }\n",
          "hosts/b.nix": "{ imports = [ ../modules/printing.nix ]; }\n",
        },
      },
    ],
    traps: [
      {
        good: "{\n  services.printing.enable = true;\n}\n",
        path: "modules/printing.nix",
        because: "one host alone imports it",
        files: {
          "flake.nix":
            "{ outputs = { nixpkgs, ... }: { nixosConfigurations = { a = nixpkgs.lib.nixosSystem { modules = [ ./hosts/a.nix ]; }; b = nixpkgs.lib.nixosSystem { modules = [ ./hosts/b.nix ]; }; }; }; }\n",
          "hosts/a.nix": "{ imports = [ ../modules/printing.nix ]; }\n",
          "hosts/b.nix": "{ }\n",
        },
      },
      {
        good: "{\n  imports = [ ../modules/printing.nix ];\n}\n",
        path: "profiles/office.nix",
        because: "a profile is there to be imported",
        files: {
          "flake.nix":
            "{ outputs = { nixpkgs, ... }: { nixosConfigurations = { a = nixpkgs.lib.nixosSystem { modules = [ ./hosts/a.nix ]; }; b = nixpkgs.lib.nixosSystem { modules = [ ./hosts/b.nix ]; }; }; }; }\n",
          "hosts/a.nix": "{ imports = [ ../profiles/office.nix ]; }\n",
          "hosts/b.nix": "{ imports = [ ../profiles/office.nix ]; }\n",
          "modules/printing.nix": "{ services.printing.enable = true; }\n",
        },
      },
    ],
    whenNotToUse:
      "Where importing is the switch on purpose, which is a design as good as the other.",
  },
  check(project, { options, report }) {
    const byFolder = new Map<string, string[]>();
    for (const { path, role } of project.files.values()) {
      if (role !== "module" || isExempt(path)) continue;
      if (importersOf(path, project).size < options.hosts || !isFeature(path, project)) continue;
      const folder = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), path]);
    }
    for (const [folder, modules] of byFolder) {
      const [module = ""] = modules;
      const at = { path: module, span: firstLineOf(module, project) };
      if (modules.length === 1)
        report({
          at,
          message: "one",
          data: { module, hosts: importersOf(module, project).size },
        });
      else
        report({
          at,
          message: "folder",
          data: { folder: folder || ".", count: modules.length, modules: enumerate(modules) },
        });
    }
  },
});

/** The hosts of which a file of their own imports the module. */
function importersOf(path: string, project: Project): ReadonlySet<string> {
  const hosts = new Set<string>();
  for (const { from, kind, by } of project.graph.to(path)) {
    const [host, ...others] = kind === "module" && by !== "listing" ? project.hostsOf(from) : [];
    if (host !== undefined && others.length === 0) hosts.add(host);
  }
  return hosts;
}

/** Whether a module sets something, whatever the circumstances, and has no option of its own. */
function isFeature(path: string, project: Project): boolean {
  const file = project.open(path);
  if (!file || file.hasSyntaxError || file.module.declarations.length > 0) return false;
  return file.module.definitions.some(({ path: [first = ""] }) => !aboutModules.has(first));
}

const aboutModules = new Set(["imports", "_module", "disabledModules", "meta"]);

function isExempt(path: string): boolean {
  return isTestPath(path) || isSamplePath(path) || exempt.test(path);
}

/** Machines, people, and what is there to be imported as a whole. */
const exempt =
  /(?:^|\/)(?:hosts?|machines|users?|home|profiles?|roles?|suites?|common|base|global|core|defaults?)(?:\/|\.nix$)|hardware|disk/i;

function firstLineOf(
  path: string,
  project: Project,
): { readonly start: number; readonly end: number } {
  return project.readText(path)?.lineSpan(1) ?? { start: 0, end: 0 };
}

function enumerate(paths: readonly string[]): string {
  const names = paths.map((path) => `\`${path}\``);
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
