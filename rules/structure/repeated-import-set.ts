import {
  defineProjectRule,
  isSamplePath,
  isTestPath,
  Type,
  type Edge,
  type Host,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "repeated-import-set",
  summary: "the same imports in the lists of several hosts",
  category: "structure",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    repeated: "{hosts} import the same {count} modules: {modules}.",
  },
  options: Type.Object({
    hosts: Type.Integer({
      default: 3,
      minimum: 2,
      description: "As many hosts have to share the imports.",
    }),
    imports: Type.Integer({
      default: 4,
      minimum: 2,
      description:
        "As many imports have to be shared, beyond those that nearly all hosts have in common.",
    }),
  }),
  docs: {
    why: "A kind of machine that has no name is written out at each host. A new module for it has to be added to every one of these lists, and what one of them lacks may be meant or forgotten.",
    examples: [
      {
        bad: '{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n    ../modules/printing.nix\n  ];\n  networking.hostName = "ada";\n}\n',
        good: '{\n  imports = [\n    ../profiles/desktop.nix\n  ];\n  networking.hostName = "ada";\n}\n',
        path: "hosts/ada.nix",
        files: {
          "flake.nix":
            "{ outputs = { nixpkgs, ... }: { nixosConfigurations = { ada = nixpkgs.lib.nixosSystem { modules = [ ./hosts/ada.nix ]; }; bob = nixpkgs.lib.nixosSystem { modules = [ ./hosts/bob.nix ]; }; cyd = nixpkgs.lib.nixosSystem { modules = [ ./hosts/cyd.nix ]; }; dan = nixpkgs.lib.nixosSystem { modules = [ ./hosts/dan.nix ]; }; }; }; }\n",
          "hosts/bob.nix":
            '{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n    ../modules/printing.nix\n  ];\n  networking.hostName = "bob";\n}\n',
          "hosts/cyd.nix":
            '{\n  imports = [\n    ../modules/printing.nix\n    ../modules/fonts.nix\n    ../modules/sound.nix\n    ../modules/desktop.nix\n  ];\n  networking.hostName = "cyd";\n}\n',
          "hosts/dan.nix":
            '{\n  imports = [\n    ../modules/server.nix\n  ];\n  networking.hostName = "dan";\n}\n',
          "modules/server.nix": "{ }\n",
          "modules/desktop.nix": "{ }\n",
          "modules/sound.nix": "{ }\n",
          "modules/fonts.nix": "{ }\n",
          "modules/printing.nix": "{ }\n",
        },
        goodFiles: {
          "flake.nix":
            "{ outputs = { nixpkgs, ... }: { nixosConfigurations = { ada = nixpkgs.lib.nixosSystem { modules = [ ./hosts/ada.nix ]; }; bob = nixpkgs.lib.nixosSystem { modules = [ ./hosts/bob.nix ]; }; cyd = nixpkgs.lib.nixosSystem { modules = [ ./hosts/cyd.nix ]; }; dan = nixpkgs.lib.nixosSystem { modules = [ ./hosts/dan.nix ]; }; }; }; }\n",
          "hosts/bob.nix":
            '{\n  imports = [\n    ../profiles/desktop.nix\n  ];\n  networking.hostName = "bob";\n}\n',
          "hosts/cyd.nix":
            '{\n  imports = [\n    ../profiles/desktop.nix\n  ];\n  networking.hostName = "cyd";\n}\n',
          "hosts/dan.nix":
            '{\n  imports = [\n    ../modules/server.nix\n  ];\n  networking.hostName = "dan";\n}\n',
          "modules/server.nix": "{ }\n",
          "profiles/desktop.nix":
            "{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n    ../modules/printing.nix\n  ];\n}\n",
          "modules/desktop.nix": "{ }\n",
          "modules/sound.nix": "{ }\n",
          "modules/fonts.nix": "{ }\n",
          "modules/printing.nix": "{ }\n",
        },
      },
    ],
    traps: [
      {
        good: '{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n    ../modules/printing.nix\n  ];\n  networking.hostName = "ada";\n}\n',
        path: "hosts/ada.nix",
        because: "what all hosts import is the base, and says nothing of a kind of host",
        files: {
          "flake.nix":
            "{ outputs = { nixpkgs, ... }: { nixosConfigurations = { ada = nixpkgs.lib.nixosSystem { modules = [ ./hosts/ada.nix ]; }; bob = nixpkgs.lib.nixosSystem { modules = [ ./hosts/bob.nix ]; }; cyd = nixpkgs.lib.nixosSystem { modules = [ ./hosts/cyd.nix ]; }; }; }; }\n",
          "hosts/bob.nix":
            '{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n    ../modules/printing.nix\n  ];\n  networking.hostName = "bob";\n}\n',
          "hosts/cyd.nix":
            '{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n    ../modules/printing.nix\n  ];\n  networking.hostName = "cyd";\n}\n',
          "modules/desktop.nix": "{ }\n",
          "modules/sound.nix": "{ }\n",
          "modules/fonts.nix": "{ }\n",
          "modules/printing.nix": "{ }\n",
        },
      },
      {
        good: '{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n    ../modules/printing.nix\n  ];\n  networking.hostName = "ada";\n}\n',
        path: "hosts/ada.nix",
        because: "only two hosts import all four",
        files: {
          "flake.nix":
            "{ outputs = { nixpkgs, ... }: { nixosConfigurations = { ada = nixpkgs.lib.nixosSystem { modules = [ ./hosts/ada.nix ]; }; bob = nixpkgs.lib.nixosSystem { modules = [ ./hosts/bob.nix ]; }; cyd = nixpkgs.lib.nixosSystem { modules = [ ./hosts/cyd.nix ]; }; dan = nixpkgs.lib.nixosSystem { modules = [ ./hosts/dan.nix ]; }; }; }; }\n",
          "hosts/bob.nix":
            '{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n    ../modules/printing.nix\n  ];\n  networking.hostName = "bob";\n}\n',
          "hosts/cyd.nix":
            '{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n  ];\n  networking.hostName = "cyd";\n}\n',
          "hosts/dan.nix":
            '{\n  imports = [\n    ../modules/server.nix\n  ];\n  networking.hostName = "dan";\n}\n',
          "modules/server.nix": "{ }\n",
          "modules/desktop.nix": "{ }\n",
          "modules/sound.nix": "{ }\n",
          "modules/fonts.nix": "{ }\n",
          "modules/printing.nix": "{ }\n",
        },
      },
      {
        good: '{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n    ../modules/printing.nix\n  ];\n  networking.hostName = "ada";\n}\n',
        path: "hosts/ada.nix",
        because:
          "there is a profile with all of it already, which these hosts don't want to follow",
        files: {
          "flake.nix":
            "{ outputs = { nixpkgs, ... }: { nixosConfigurations = { ada = nixpkgs.lib.nixosSystem { modules = [ ./hosts/ada.nix ]; }; bob = nixpkgs.lib.nixosSystem { modules = [ ./hosts/bob.nix ]; }; cyd = nixpkgs.lib.nixosSystem { modules = [ ./hosts/cyd.nix ]; }; dan = nixpkgs.lib.nixosSystem { modules = [ ./hosts/dan.nix ]; }; }; }; }\n",
          "hosts/bob.nix":
            '{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n    ../modules/printing.nix\n  ];\n  networking.hostName = "bob";\n}\n',
          "hosts/cyd.nix":
            '{\n  imports = [\n    ../modules/printing.nix\n    ../modules/fonts.nix\n    ../modules/sound.nix\n    ../modules/desktop.nix\n  ];\n  networking.hostName = "cyd";\n}\n',
          "hosts/dan.nix":
            '{\n  imports = [\n    ../modules/server.nix\n  ];\n  networking.hostName = "dan";\n}\n',
          "modules/server.nix": "{ }\n",
          "modules/desktop.nix": "{ }\n",
          "modules/sound.nix": "{ }\n",
          "modules/fonts.nix": "{ }\n",
          "modules/printing.nix": "{ }\n",
          "profiles/desktop.nix":
            "{\n  imports = [\n    ../modules/desktop.nix\n    ../modules/sound.nix\n    ../modules/fonts.nix\n    ../modules/printing.nix\n  ];\n}\n",
        },
      },
    ],
    whenNotToUse: "Where each host is to list all that it has.",
  },
  check(project, { options, report }) {
    const lists = listsOf(project);
    const base = commonBase(lists);
    const kept = lists.map(({ host, imports }) => ({
      host,
      imports: new Map([...imports].filter(([target]) => !base.has(target))),
    }));
    const profiles = importsOfModules(project);
    const taken = new Set<string>();
    for (const set of candidateSets(kept, options)) {
      const sharing = kept.filter(({ imports }) => set.every((target) => imports.has(target)));
      const isTaken = sharing.some(({ host }) =>
        set.some((target) => taken.has(`${host.name} ${target}`)),
      );
      if (isTaken || sharing.length < options.hosts) continue;
      if (profiles.some((known) => set.every((target) => known.has(target)))) continue;
      for (const { host } of sharing) for (const target of set) taken.add(`${host.name} ${target}`);
      const [first, ...others] = sharing.flatMap(({ imports }) => {
        const edges = set.flatMap((target) => imports.get(target) ?? []);
        const [top] = edges.toSorted((a, b) => a.span.start - b.span.start);
        return top ? [{ path: top.from, span: top.span }] : [];
      });
      if (!first) continue;
      report({
        at: first,
        message: "repeated",
        data: {
          hosts: enumerate(sharing.map(({ host }) => `\`${host.name}\``)),
          count: set.length,
          modules: enumerate(set.toSorted().map((target) => `\`${target}\``)),
        },
        hosts: sharing.map(({ host }) => host.name),
        related: others.map((at) => ({ at, message: "the same imports" })),
      });
    }
  },
});

/** What one host imports in lists of its own, by what it is. */
interface HostList {
  readonly host: Host;
  readonly imports: ReadonlyMap<string, Edge>;
}

/** More lists than this are not compared. */
const MOST_LISTS = 300;

/** What more pairs than this share is not compared with a third list. */
const MOST_PAIRS = 1000;

/** An import of this share of the hosts belongs to the common base. */
const SHARE_OF_BASE = 0.8;

function listsOf(project: Project): HostList[] {
  const machines = project.hosts.filter(
    ({ kind, root, isEphemeral }) =>
      kind !== "home" && !isEphemeral && !isSamplePath(root) && !isTestPath(root),
  );
  const ways = machines.map((host) => ({
    host,
    edges: [
      ...host.modules,
      ...project.graph.from(host.root).filter(({ kind }) => kind === "module"),
    ].filter(({ by, isConditional }) => by !== "listing" && !isConditional),
  }));
  // What one text says for several hosts is written once.
  const hostsAt = new Map<string, Set<string>>();
  for (const { host, edges } of ways)
    for (const edge of edges) {
      const names = hostsAt.get(placeOf(edge)) ?? new Set();
      hostsAt.set(placeOf(edge), names.add(host.name));
    }
  const byPlaces = new Map<string, HostList>();
  for (const { host, edges } of ways) {
    const imports = new Map<string, Edge>();
    for (const edge of edges) {
      const target = targetOf(edge);
      if (target !== undefined && hostsAt.get(placeOf(edge))?.size === 1 && target !== host.root)
        imports.set(target, edge);
    }
    const key = `${host.name} ${host.root}`;
    if (imports.size > 0 && !byPlaces.has(key)) byPlaces.set(key, { host, imports });
  }
  return [...byPlaces.values()].slice(0, MOST_LISTS);
}

function commonBase(lists: readonly HostList[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { imports } of lists)
    for (const target of imports.keys()) counts.set(target, (counts.get(target) ?? 0) + 1);
  return new Set(
    [...counts].flatMap(([target, count]) =>
      count >= Math.max(lists.length * SHARE_OF_BASE, 2) ? [target] : [],
    ),
  );
}

/** What two or three lists share, the largest sets first. */
function candidateSets(
  lists: readonly HostList[],
  options: { readonly hosts: number; readonly imports: number },
): string[][] {
  const found = new Map<string, string[]>();
  const add = (targets: readonly string[], { imports }: HostList): void => {
    const shared = targets.filter((target) => imports.has(target));
    if (shared.length >= options.imports) found.set(shared.join("\n"), shared);
  };
  for (const [index, { imports }] of lists.entries())
    for (const other of lists.slice(index + 1)) add([...imports.keys()].toSorted(), other);
  for (const shared of [...found.values()].slice(0, MOST_PAIRS))
    for (const list of lists) add(shared, list);
  return [...found.values()].toSorted(
    (a, b) => b.length - a.length || (a.join() < b.join() ? -1 : 1),
  );
}

/** What each module imports itself. */
function importsOfModules(project: Project): ReadonlySet<string>[] {
  const roots = new Set(project.hosts.map(({ root }) => root));
  return [...project.files.keys()].flatMap((path) => {
    if (roots.has(path)) return [];
    const targets = project.graph
      .from(path)
      .flatMap((edge) => (edge.kind === "module" ? (targetOf(edge) ?? []) : []));
    return targets.length > 1 ? [new Set(targets)] : [];
  });
}

/** What is imported, if it is known; a hardware module of others is the machine's own matter. */
function targetOf({ target }: Edge): string | undefined {
  if (target.kind === "file") return target.path;
  if (target.kind !== "external" || /hardware|^modulesPath/i.test(target.name)) return undefined;
  return target.name.replace(/^(?:self\.)?inputs\./, "");
}

function placeOf({ from, span }: Edge): string {
  return `${from} ${span.start}`;
}

function enumerate(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
