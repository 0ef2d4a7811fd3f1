import {
  defineProjectRule,
  placeOfHost,
  Type,
  type Host,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "sprawling-host-imports",
  summary: "a host that lists many modules one by one",
  category: "hosts",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    sprawling: "`{host}` imports {count} files of the project by their paths.",
  },
  options: Type.Object({
    imports: Type.Integer({
      default: 20,
      minimum: 1,
      description: "Files outside of the host's own folder that it may import.",
    }),
  }),
  docs: {
    why: "What a host is can't be told from such a list, and each new module has to be added to every host that wants it. A profile, a module that imports those which belong together, has a name that says so.",
    examples: [
      {
        path: "flake.nix",
        options: { imports: 2 },
        bad: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ./m/a.nix ./m/b.nix ./m/c.nix ]; };\n  };\n}\n",
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { modules = [ ./web.nix ./m ]; };\n  };\n}\n",
        files: {
          "web.nix": "{ }\n",
          "m/default.nix": "{ imports = [ ./a.nix ./b.nix ./c.nix ]; }\n",
          "m/a.nix": "{ }\n",
          "m/b.nix": "{ }\n",
          "m/c.nix": "{ }\n",
        },
      },
    ],
    traps: [
      {
        path: "flake.nix",
        options: { imports: 2 },
        good: "{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem { modules = [ ./web ]; };\n  };\n}\n",
        because: "the files of the host's own folder are the host",
        files: {
          "web/default.nix": "{ imports = [ ./a.nix ./b.nix ./c.nix ]; }\n",
          "web/a.nix": "{ }\n",
          "web/b.nix": "{ }\n",
          "web/c.nix": "{ }\n",
        },
      },
    ],
  },
  check(project, { options, report }) {
    for (const host of project.hosts) {
      const imported = importsOf(project, host);
      if (imported.size <= options.imports) continue;
      const data = { host: host.name, count: imported.size };
      report({ at: placeOfHost(project, host), message: "sprawling", data, hosts: [host.name] });
    }
  },
});

/** The files that the host's list and its own file name, outside of its folder. */
function importsOf(project: Project, host: Host): ReadonlySet<string> {
  const isOwnFile = host.root !== host.place.path;
  const folder = isOwnFile ? host.root.slice(0, host.root.lastIndexOf("/") + 1) : undefined;
  const own = isOwnFile
    ? project.graph.from(host.root).filter(({ kind }) => kind === "module" || kind === "home")
    : [];
  const paths = new Set<string>();
  for (const { target, by, hosts } of [...host.modules, ...own]) {
    if (target.kind !== "file" || by === "listing" || target.path === host.root) continue;
    if (hosts && !hosts.includes(host.name)) continue;
    // A folder `hosts/web/` is the host; that of `hosts/web.nix` is everyone's.
    const isInside =
      folder !== undefined &&
      folder !== "" &&
      /\/(?:default|configuration|config|host)\.nix$/.test(host.root) &&
      target.path.startsWith(folder);
    if (!isInside) paths.add(target.path);
  }
  return paths;
}
