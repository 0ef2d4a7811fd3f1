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
    if (!project.isWhole || !hasBeginning(project)) return;
    const reach = createReach(project, options.roots);
    const modules = [...project.files.values()].filter(({ role }) => role === "module");
    const lost = modules.filter(({ path }) => !reach.has(path) && !isAside(path));
    // A project of which most seems unread is read in a way that the text does not show.
    if (lost.length > 3 && lost.length > modules.length * MOST_LOST) return;
    for (const { path } of lost) {
      const file = project.open(path);
      if (!file || file.hasSyntaxError) continue;
      const at = { path, span: { start: 0, end: firstLineEnd(file.source.bytes) } };
      if (!reach.isUnclear(path)) report({ at, message: "orphan", data: { path } });
    }
  },
});

/** The share of modules that may be orphans. */
const MOST_LOST = 0.3;

interface Reach {
  has(path: string): boolean;
  /** Whether imports that could not be followed stand around the file, and may lead to it. */
  isUnclear(path: string): boolean;
}

function createReach(project: Project, roots: readonly string[]): Reach {
  const hasFlake = project.files.has("flake.nix");
  const isRoot = (path: string): boolean =>
    namesOfRoots.test(path) ||
    (!hasFlake && namesOfConfigurations.test(path)) ||
    roots.some((root) => path === root || (root.endsWith("/") && path.startsWith(root)));
  const starts = [...project.files.keys()].filter(isRoot);
  const named = [...project.hosts.flatMap(({ closure }) => closure), ...namedByOthers(project)];
  const reached = new Set(project.graph.closureOf([...starts, ...named]));
  for (const { path, role } of project.files.values()) {
    // A machine that something outside of the project builds.
    if (role !== "module" || reached.has(path) || !isMachine(path, project)) continue;
    for (const below of project.graph.closureOf([path])) reached.add(below);
  }
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
  const unclear = new Set(
    project.graph.edges.flatMap(({ from, kind, target }: Edge) =>
      target.kind === "unresolved" && modulesCome.has(kind) && reached.has(from)
        ? [folderOf(from)]
        : [],
    ),
  );
  return {
    has: (path) => reached.has(path),
    isUnclear: (path) => foldersAbove(path).some((folder) => unclear.has(folder)),
  };
}

/** Whether it is seen where the project begins. */
function hasBeginning(project: Project): boolean {
  return (
    project.hosts.length > 0 ||
    [...project.files.keys()].some((path) =>
      /^(?:flake|default|configuration|home|hive)\.nix$/.test(path),
    )
  );
}

/** Whether a module is that of one machine. */
function isMachine(path: string, project: Project): boolean {
  const bytes = project.readText(path)?.bytes;
  if (!bytes) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return ["hostName =", "system.stateVersion"].some((name) => text.includes(name));
}

const modulesCome = new Set(["module", "import", "home"]);

/** What tools read by its name. */
const namesOfRoots =
  /(?:^|\/)(?:flake|shell|release|ci|hive|treefmt|devenv|secrets|npins\/default|nix\/sources)\.nix$|^(?:default|configuration|home)\.nix$/;

/** What is a machine's own where no flake names it. */
const namesOfConfigurations = /(?:^|\/)(?:[\w-]*configuration|home)\.nix$/;

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

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
