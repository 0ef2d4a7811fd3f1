import {
  baseNameOf,
  defineProjectRule,
  placeOfHost,
  type Host,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "host-inventory-drift",
  summary: "lists of hosts that differ",
  category: "hosts",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    folders: "{names} in `{folder}` look like hosts, and none is made of them.",
    deploy: "No address in `{by}` leads to {names}, while the other hosts have one.",
  },
  docs: {
    why: "A machine that one list forgets is not built, not updated or not given its secrets, and nobody is told. Files of a host that is gone are kept up for nothing.",
    examples: [
      {
        path: "flake.nix",
        bad: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./hosts/a ]; };\n    nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./hosts/b ]; };\n  };\n}\n",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./hosts/a ]; };\n    nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./hosts/b ]; };\n    nixosConfigurations.c = nixpkgs.lib.nixosSystem { modules = [ ./hosts/c ]; };\n  };\n}\n",
        files: {
          "hosts/a/default.nix": "{ boot.loader.grub.enable = true; }\n",
          "hosts/b/default.nix": "{ boot.loader.grub.enable = true; }\n",
          "hosts/c/default.nix": "{ boot.loader.grub.enable = true; }\n",
        },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./hosts/a ]; };\n    nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./hosts/b ]; };\n  };\n}\n",
        because: "what hosts have in common, and a template, are no hosts",
        files: {
          "hosts/a/default.nix": "{ imports = [ ../base ]; }\n",
          "hosts/b/default.nix": "{ imports = [ ../base ]; }\n",
          "hosts/base/default.nix": "{ boot.loader.grub.enable = true; }\n",
          "hosts/template/default.nix": "{ boot.loader.grub.enable = true; }\n",
        },
      },
    ],
  },
  check(project, { report }) {
    if (!project.isWhole) return;
    // Hosts that could not be told may be made of any folder.
    if (project.unresolved.some(({ what }) => what === "hosts")) return;
    for (const [above, folders] of foldersOfHosts(project.hosts)) {
      const strays = strayFiles(project, above, folders);
      const [first] = strays;
      // More than the hosts themselves: that is no folder of hosts.
      if (!first || strays.length > folders.size) continue;
      const names = strays.map((path) => `\`${folderIn(path, above)}\``).join(", ");
      const span = { start: 0, end: firstLineEnd(project, first) };
      const data = { names, folder: above };
      report({ at: { path: first, span }, message: "folders", data, hosts: [] });
    }
    const machines = project.hosts.filter(
      ({ kind, isEphemeral, name }) =>
        (kind === "nixos" || kind === "darwin") && !isEphemeral && !name.includes("#"),
    );
    const tools = new Set(machines.flatMap(({ deploy }) => deploy?.by ?? []));
    const [by, ...others] = tools;
    const without = machines.filter(({ deploy, kind }) => !deploy && kind === "nixos");
    const [first] = without;
    // A tool for some of the hosts is no inventory.
    if (by === undefined || others.length > 0 || !first || without.length * 3 > machines.length)
      return;
    const names = without.map((host) => `\`${host.name}\``).join(", ");
    const hosts = without.map(({ name }) => name);
    report({
      at: placeOfHost(project, first),
      message: "deploy",
      data: { names, by },
      severity: "info",
      hosts,
    });
  },
});

/** The folders that hold folders of two hosts at least, by the folder above; with those of the hosts. */
function foldersOfHosts(hosts: readonly Host[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const host of hosts) {
    const [, above, folder] =
      /^(.+\/)([^/]+)\/(?:default|configuration|config|host)\.nix$/.exec(host.root) ?? [];
    if (above === undefined || folder === undefined || host.root === host.place.path) continue;
    if (baseNameOf(host).toLowerCase() !== folder.toLowerCase()) continue;
    found.set(above, (found.get(above) ?? new Set<string>()).add(folder));
  }
  return new Map([...found].filter(([, folders]) => folders.size > 1));
}

/** The main files of other folders beside those, which no host and no other file reads. */
function strayFiles(
  project: Project,
  above: string,
  folders: ReadonlySet<string>,
): readonly string[] {
  return [...project.files.values()]
    .filter(({ path, role }) => {
      if (!path.startsWith(above) || role !== "module") return false;
      const [folder = "", file = "", ...more] = path.slice(above.length).split("/");
      return (
        more.length === 0 &&
        /^(?:default|configuration|config|host)\.nix$/.test(file) &&
        !folders.has(folder) &&
        !noHost.test(folder) &&
        project.hostsOf(path).length === 0 &&
        project.graph.to(path).length === 0
      );
    })
    .map(({ path }) => path);
}

const noHost =
  /^[_.]|(?:^|[-_])(?:common|shared|base|default|modules?|profiles?|mixins?|optional|global|core|users?|templates?|examples?|images?|iso|installer|installation|minimal|vm|vms|test|tests|bootstrap|old|archived?|attic|disabled|secrets?|lib|new-?host|skeleton|live\w*|wsl|container|features)(?:$|[-_])/i;

function folderIn(path: string, above: string): string {
  return path.slice(above.length).split("/")[0] ?? "";
}

function firstLineEnd(project: Project, path: string): number {
  const bytes = project.readText(path)?.bytes;
  const end = bytes?.indexOf(0x0a) ?? 0;
  return end < 0 ? (bytes?.length ?? 0) : end;
}
