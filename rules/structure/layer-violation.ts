import {
  defineProjectRule,
  isSamplePath,
  isTestPath,
  Type,
  type Edge,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "layer-violation",
  summary: "shared code that reaches for a host or a user",
  category: "structure",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    upward: "This {own} reads `{path}`, which belongs to a {other}.",
  },
  options: Type.Object({
    layers: Type.Array(
      Type.Object({
        name: Type.String({ description: "What one file of it is called: `module`." }),
        folders: Type.Array(Type.String(), {
          description: "Folders below the root that make it up.",
        }),
      }),
      {
        default: [],
        description:
          "Layers of the project, the most general first: a file may read its own layer and those before it. Instead of those that the names of folders tell.",
      },
    ),
  }),
  docs: {
    why: "Code for all hosts that reads the files of one cannot be used without it: whoever rebuilds or removes this host changes the others, and nothing in its folder says so.",
    examples: [
      {
        bad: "{\n  imports = [ ../hosts/web/ports.nix ];\n}\n",
        good: "{\n  imports = [ ./ports.nix ];\n}\n",
        path: "modules/proxy.nix",
        files: {
          "hosts/web/default.nix": "{ imports = [ ../../modules/proxy.nix ./ports.nix ]; }\n",
          "hosts/web/ports.nix": "{ networking.firewall.allowedTCPPorts = [ 80 ]; }\n",
          "modules/ports.nix": "{ networking.firewall.allowedTCPPorts = [ 80 ]; }\n",
        },
      },
    ],
    traps: [
      {
        good: "{\n  imports = [ ../hosts/common/ssh.nix ];\n}\n",
        path: "modules/proxy.nix",
        because: "a folder among the hosts may be for all of them",
        files: {
          "hosts/web/default.nix": "{ imports = [ ../../modules/proxy.nix ]; }\n",
          "hosts/common/ssh.nix": "{ services.openssh.enable = true; }\n",
        },
      },
      {
        good: "{ imports = [ ../../modules/proxy.nix ../../users/ada.nix ]; }\n",
        path: "hosts/web/default.nix",
        because: "a host is made of modules and users",
        files: { "modules/proxy.nix": "{ }\n", "users/ada.nix": "{ }\n" },
      },
      {
        good: "{ nixpkgs }:\n{\n  web = nixpkgs.lib.nixosSystem { modules = [ ../hosts/web/default.nix ]; };\n}\n",
        path: "lib/hosts.nix",
        because: "what builds the hosts has to read them",
        files: {
          "hosts/web/default.nix": "{ imports = [ ../../modules/proxy.nix ]; }\n",
          "modules/proxy.nix": "{ }\n",
        },
      },
    ],
    whenNotToUse:
      "Where folders have these names and mean something else; or name your own layers with `layers`.",
  },
  check(project, { options, report }) {
    const layerOf = options.layers.length > 0 ? givenLayers(options.layers) : createLayers(project);
    const found = new Set([...project.files.keys()].map((path) => layerOf(path)?.level));
    found.delete(undefined);
    if (found.size < 2) return;
    for (const edge of project.graph.edges) {
      const path = targetOf(edge);
      const from = edge.from;
      const own = layerOf(from);
      const other = path === undefined ? undefined : layerOf(path);
      if (path === undefined || !own || !other || other.level <= own.level) continue;
      if (edge.by === "listing" || isTestPath(from) || isSamplePath(from)) continue;
      if (builds(from, project)) continue;
      report({
        at: { path: from, span: edge.span },
        message: "upward",
        data: { own: own.name, path, other: other.name },
        ...(code.has(edge.kind) ? {} : { severity: "info" }),
      });
    }
  },
});

interface Layer {
  /** The more general, the less. */
  readonly level: number;
  readonly name: string;
}

/** What brings code; the rest is data. */
const code = new Set<Edge["kind"]>(["module", "import", "package", "overlay", "home"]);

function givenLayers(
  layers: readonly { readonly name: string; readonly folders: readonly string[] }[],
): (path: string) => Layer | undefined {
  const folders = layers.flatMap(({ name, folders: own }, level) =>
    own.map((folder) => ({ prefix: `${folder.replace(/\/+$/, "")}/`, name, level })),
  );
  // The longest folder is the closest one.
  folders.sort((a, b) => b.prefix.length - a.prefix.length);
  return (path) => folders.find(({ prefix }) => path.startsWith(prefix));
}

/** Layers by the names that folders have in most projects. */
function createLayers(project: Project): (path: string) => Layer | undefined {
  const known = new Map<string, Layer | undefined>();
  const names = new Set(project.hosts.map(({ name }) => name));
  const roots = project.hosts.map(({ root }) => root);
  const isHost = (folder: string, name: string): boolean =>
    !forAll.test(name) &&
    (names.size === 0 || names.has(name) || roots.some((root) => root.startsWith(folder)));
  function find(path: string): Layer | undefined {
    const host = /^((?:[^/]+\/)?(?:hosts|machines|nodes)\/(?:[^/]+\/)??([^/]+)\/)/.exec(path);
    const [, folder = "", name = ""] = host ?? [];
    if (host) return isHost(folder, name) ? { level: 3, name: "host" } : undefined;
    const user = /^users\/([^/]+)(?:\/|\.nix$)/.exec(path)?.[1];
    if (user !== undefined)
      return forAll.test(user) || user === "default" ? undefined : { level: 2, name: "user" };
    if (/^(?:[^/]+\/)?(?:modules|nixosModules|profiles|roles|features|mixins|suites)\//.test(path))
      return { level: 1, name: "module" };
    return path.startsWith("lib/") ? { level: 1, name: "library" } : undefined;
  }
  return (path) => {
    if (!known.has(path)) known.set(path, find(path));
    return known.get(path);
  };
}

/** Folders among the hosts or users that are no host or user. */
const forAll =
  /^(?:_.*|\..*|common.*|shared.*|base|global|generic|default|defaults|modules|optional|profiles|features|roles|core|all|lib|nixos|darwin|home.*|templates?|secrets?|keys)$/i;

function targetOf({ target }: Edge): string | undefined {
  return target.kind === "file" ? target.path : undefined;
}

const builders = new WeakMap<Project, Map<string, boolean>>();

/** Whether a file makes hosts or homes, whose parts it has to name. */
function builds(path: string, project: Project): boolean {
  const known = builders.get(project) ?? new Map<string, boolean>();
  builders.set(project, known);
  let answer = known.get(path);
  if (answer === undefined) {
    const source = project.readText(path);
    const text = source?.slice(0, source.bytes.length) ?? "";
    answer = /\b(?:nixosSystem|darwinSystem|homeManagerConfiguration|evalModules)\b/.test(text);
    known.set(path, answer);
  }
  return answer;
}
