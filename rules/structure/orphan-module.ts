import {
  defineProjectRule,
  isSamplePath,
  isTestPath,
  Type,
  type Edge,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "orphan-module",
  summary: "a module that nothing imports",
  category: "structure",
  severity: "info",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    orphan: "Nothing in this project reads `{path}`.",
    unclear:
      "Nothing in this project is seen to read `{path}`; what {count} computed imports read is not known.",
  },
  options: Type.Object({
    roots: Type.Array(Type.String(), {
      default: [],
      description:
        "Files, and folders with a slash at the end, that something outside of the project reads.",
    }),
  }),
  docs: {
    why: "A module that nothing imports looks like a part of the machine and is none: whoever changes it waits for an effect in vain. Often it was dropped from a list by accident.",
    examples: [
      {
        bad: "{ config, pkgs, ... }:\n{\n  services.nginx.enable = true;\n}\n",
        good: "{ config, pkgs, ... }:\n{\n  imports = [ ./hardware.nix ];\n}\n",
        path: "configuration.nix",
        files: { "hardware.nix": "{ boot.loader.grub.enable = true; }\n" },
      },
    ],
    traps: [
      {
        good: '{ lib, ... }:\n{\n  imports = map (name: ./modules + "/${name}") (builtins.attrNames (builtins.readDir ./modules));\n}\n',
        because: "a folder's listing brings the file in",
        path: "configuration.nix",
        files: { "modules/nginx.nix": "{ services.nginx.enable = true; }\n" },
      },
      {
        good: "{ services.nginx.enable = true; }\n",
        because: "it is there to be copied",
        path: "templates/web/configuration.nix",
        files: { "default.nix": "{ }\n" },
      },
    ],
    whenNotToUse: "In a collection of modules for others, which say with `roots` where they begin.",
  },
  check(project, { options, report }) {
    // Where parts of the tree were not looked at, or nothing leads anywhere, absence says nothing.
    if (!project.isWhole || project.files.size < 2) return;
    const reach = createReach(project, options.roots);
    for (const [path, { role }] of project.files) {
      if (role !== "module" || reach.has(path) || isAside(path)) continue;
      const file = project.open(path);
      if (!file || file.hasSyntaxError) continue;
      const at = { path, span: { start: 0, end: firstLineEnd(file.source.bytes) } };
      const count = reach.unclearAround(path);
      if (count === 0) report({ at, message: "orphan", data: { path } });
      else report({ at, message: "unclear", data: { path, count }, confidence: "low" });
    }
  },
});

interface Reach {
  has(path: string): boolean;
  /** How many imports that could not be followed may lead to the file. */
  unclearAround(path: string): number;
}

function createReach(project: Project, roots: readonly string[]): Reach {
  const isRoot = (path: string): boolean =>
    namesOfRoots.test(path) ||
    roots.some((root) => path === root || (root.endsWith("/") && path.startsWith(root)));
  const starts = [...project.files.keys()].filter(isRoot);
  const named = [...project.hosts.flatMap(({ closure }) => closure), ...namedByOthers(project)];
  const reached = new Set(project.graph.closureOf([...starts, ...named]));
  const folders = new Set<string>();
  // What is found by listing a folder leads further, and may list other folders.
  for (let size = -1; size !== reached.size + folders.size;) {
    size = reached.size + folders.size;
    for (const { from, target, kind } of project.graph.edges) {
      if (reached.has(from) && target.kind === "folder" && kind !== "source")
        folders.add(target.path);
    }
    const listed = [...project.files.keys()].filter(
      (path) => !reached.has(path) && foldersAbove(path).some((folder) => folders.has(folder)),
    );
    for (const path of project.graph.closureOf(listed)) reached.add(path);
  }
  const unclear = project.graph.edges.filter(
    ({ from, target }: Edge) => target.kind === "unresolved" && reached.has(from),
  );
  return {
    has: (path) => reached.has(path),
    unclearAround: () => unclear.length,
  };
}

/** What tools read by its name. */
const namesOfRoots =
  /(?:^|\/)(?:flake|shell|release|ci|hive|default|home|darwin-configuration|nixos-configuration|treefmt|devenv|secrets|npins\/default|nix\/sources)\.nix$/;

/** Nix files that scripts, workflows and other texts at hand name. */
function namedByOthers(project: Project): string[] {
  const names = new Map<string, string[]>();
  for (const path of project.files.keys()) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    names.set(name, [...(names.get(name) ?? []), path]);
  }
  const found: string[] = [];
  for (const other of project.otherFiles) {
    if (!scripts.test(other)) continue;
    const source = project.readText(other);
    if (!source || source.bytes.length > LARGEST_SCRIPT) continue;
    const text = source.slice(0, source.bytes.length);
    for (const [name] of text.matchAll(/[\w.+-]+\.nix\b/g)) found.push(...(names.get(name) ?? []));
  }
  return found;
}

const scripts =
  /(?:\.(?:sh|bash|zsh|fish|py|ya?ml|toml|just|mk|envrc)|(?:^|\/)(?:Makefile|justfile|Justfile|\.envrc|[^.]*))$/;
const LARGEST_SCRIPT = 200_000;

function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1))
    folders.push(path.slice(0, at));
  return [...folders, ""];
}

/** Whether a file is kept for other reasons than to be imported. */
function isAside(path: string): boolean {
  return isSamplePath(path) || isTestPath(path) || kept.test(path);
}

const kept =
  /(?:^|\/)(?:archives?|archived?|old|attic|unused|deprecated|disabled|backup|legacy|docs?|snippets?|vendor|third_party|wip|todo|\.[^/]+)\//i;

function firstLineEnd(bytes: Uint8Array): number {
  const end = bytes.indexOf(0x0a);
  return end < 0 ? bytes.length : end;
}
