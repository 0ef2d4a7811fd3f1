import {
  defineProjectRule,
  findNearestName,
  isSamplePath,
  isTestPath,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "missing-path",
  summary: "a path that leads nowhere",
  category: "structure",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    missing: "`{written}` leads nowhere: there is no `{path}`.",
    misspelled: "`{written}` leads nowhere: there is no `{path}`; did you mean `{nearest}`?",
    folder: "`{written}` is a folder without a `default.nix`, so that it can't be imported.",
  },
  docs: {
    why: "Nix stops as soon as it reads the path, or hands a name to a build that nothing stands behind. A file that was moved, renamed or never committed is the usual cause.",
    examples: [
      {
        bad: "{\n  imports = [ ./hardwear.nix ];\n}\n",
        good: "{\n  imports = [ ./hardware.nix ];\n}\n",
        files: { "hardware.nix": "{ }\n" },
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{\n  imports = lib.optional (builtins.pathExists ./local.nix) ./local.nix;\n}\n",
        because: "the file is asked for before it is read",
      },
      {
        good: "{\n  imports = [ ./desktop ];\n}\n",
        because: "Nix reads the `default.nix` of a folder",
        files: { "desktop/default.nix": "{ }\n" },
      },
    ],
    whenNotToUse:
      "Where files are made before Nix reads the tree; a `pathExists` in front says the same to the reader.",
  },
  check(project, { report }) {
    const submodules = submodulesOf(project);
    let names: ReadonlyMap<string, ReadonlySet<string>> | undefined;
    const missing = project.graph.edges.filter(
      ({ target, by, kind }) =>
        // Secret files are for `secret-file-missing`.
        target.kind === "missing" && by !== "listing" && kind !== "secret",
    );
    for (const [index, edge] of missing.entries()) {
      const { target, from, span } = edge;
      if (target.kind !== "missing") continue;
      // `"${./x}/y"`: where `./x` is missing, that says it all.
      const next = missing[index + 1];
      if (next?.from === from && next.span.start < span.end) continue;
      if (submodules.some((folder) => target.path.startsWith(`${folder}/`))) continue;
      const file = project.open(from);
      if (!file || file.hasSyntaxError) continue;
      const written = file.source.slice(span.start, span.end);
      // `a/b` is more likely a division.
      if (/^\w+\/\w+$/.test(written)) continue;
      const isAskedFor = edge.isConditional && mentions(file.source.bytes, "pathExists");
      if (isAskedFor) continue;
      // A function that gets the path may look whether something is there.
      const confidence = edge.isConditional ? "medium" : "high";
      const worst = severityIn(from, project);
      const severity = edge.isConditional && worst === "error" ? "warning" : worst;
      const at = { path: from, span };
      const text = written.replace(/\s+/g, " ");
      // Of a whole list the path that fails says more.
      const shown = text.length <= LONGEST_SHOWN ? text : splitPath(target.path).name;
      if (target.path.endsWith("/default.nix") && !written.includes("default.nix")) {
        report({ at, message: "folder", data: { written: shown }, severity, confidence });
        continue;
      }
      names ??= namesByFolder(project);
      const { folder, name } = splitPath(target.path);
      const nearest = findNearestName(name, names.get(folder) ?? []);
      const data = { written: shown, path: target.path };
      const grade = { severity, confidence } as const;
      if (nearest === undefined) report({ at, message: "missing", data, ...grade });
      else report({ at, message: "misspelled", data: { ...data, nearest }, ...grade });
    }
  },
});

function mentions(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(text);
}

/** Longer expressions are not repeated in a message. In UTF-16 code units. */
const LONGEST_SHOWN = 60;

/** Folders whose files are read by people, or copied. */
const shown = /(?:^|\/)(?:docs?|_template|skel)\//;

function severityIn(path: string, project: Project): "error" | "warning" | "info" {
  if (isSamplePath(path) || shown.test(path)) return "info";
  if (isTestPath(path)) return "warning";
  const isUsed = project.graph.to(path).length > 0 || project.hostsOf(path).length > 0;
  return isUsed || /(?:^|\/)(?:flake|default|configuration|shell|home)\.nix$/.test(path)
    ? "error"
    : "warning";
}

/** The names of the files and folders in each folder. */
function namesByFolder(project: Project): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const known of [...project.files.keys(), ...project.otherFiles]) {
    for (let path = known; path !== "";) {
      const { folder, name } = splitPath(path);
      const inside = names.get(folder);
      if (inside?.has(name)) break;
      if (inside) inside.add(name);
      else names.set(folder, new Set([name]));
      path = folder;
    }
  }
  return names;
}

function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const at = path.lastIndexOf("/");
  return { folder: path.slice(0, Math.max(at, 0)), name: path.slice(at + 1) };
}

/** Folders that git fills from elsewhere: they are empty in a plain checkout. */
function submodulesOf(project: Project): readonly string[] {
  const text = project.otherFiles.has(".gitmodules") ? project.readText(".gitmodules") : undefined;
  const lines = text?.slice(0, text.bytes.length) ?? "";
  return Array.from(lines.matchAll(/^\s*path\s*=\s*(\S.*?)\s*$/gm), ([, path = ""]) => path);
}
