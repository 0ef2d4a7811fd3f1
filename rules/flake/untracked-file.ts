import { defineProjectRule, readGitIndex, type Edge, type GitIndex } from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "untracked-file",
  summary: "a file that the flake cannot see",
  category: "flake",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    untracked:
      "Git does not track `{path}`, so that the flake can't see it: `git add -N {path}` is enough.",
  },
  docs: {
    why: "A flake in a git repository is what git tracks. Nix says of any other file that it does not exist, or takes a folder without it, which surprises whoever has the file on the disk. It is seen once git knows its name; committing can wait. Silent where the git repository is not the audited folder itself.",
    examples: [
      {
        bad: "{\n  outputs = inputs: { nixosModules.default = ./module.nix; };\n}\n",
        good: "{\n  outputs = inputs: { nixosModules.default = ./module.nix; };\n}\n",
        path: "flake.nix",
        files: {
          "module.nix": "{ }\n",
          ".git/index": "(a list of tracked files without `module.nix`)\n",
        },
        goodFiles: { "module.nix": "{ }\n", ".git/index": "(one with it)\n" },
      },
    ],
    whenNotToUse:
      "Where the flake is only ever used with `path:`, which takes the folder as it is.",
    references: ["https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-flake.html#types"],
  },
  check(project, { report }) {
    if (!project.flakes.some(({ path }) => path === "flake.nix")) return;
    const source = project.readText(".git/index");
    const index = source && readGitIndex(source.bytes);
    // Without the flake itself in it the folder is no git repository to Nix.
    if (!index?.files.has("flake.nix")) return;
    const folders = foldersOf(index.files);
    const known = new Set([...project.files.keys(), ...project.otherFiles]);
    for (const folder of foldersOf(known)) known.add(folder);
    const seen = new Set<string>();
    for (const edge of project.graph.edges) {
      const path = targetOf(edge, known);
      const isTracked = path === undefined || index.files.has(path) || folders.has(path);
      if (isTracked || seen.has(path) || !index.files.has(edge.from) || isInSubmodule(path, index))
        continue;
      seen.add(path);
      report({ at: { path: edge.from, span: edge.span }, message: "untracked", data: { path } });
    }
  },
});

/** What an edge leads to in the tree, ignored build results left out. */
function targetOf({ target, by }: Edge, known: ReadonlySet<string>): string | undefined {
  if (by === "listing" || (target.kind !== "file" && target.kind !== "folder")) return undefined;
  return known.has(target.path) ? target.path : undefined;
}

function foldersOf(files: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files) {
    for (let at = file.lastIndexOf("/"); at > 0; at = file.lastIndexOf("/", at - 1)) {
      const folder = file.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function isInSubmodule(path: string, { submodules }: GitIndex): boolean {
  return submodules.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
