import {
  defineProjectRule,
  findNearestName,
  isSamplePath,
  isTestPath,
  type AnyNode,
  type Edge,
  type OpenFile,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "secret-file-missing",
  summary: "a declared secret whose file is not there",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7, cwe: [684] },
  messages: {
    missing: "The secret file `{path}` is declared here, but the tree holds no such file.",
    misspelled:
      "The secret file `{path}` is declared here, but the tree holds no such file; did you mean `{nearest}`?",
  },
  docs: {
    why: "A host that reaches the declaration can't be evaluated, or starts its services without the secret. The file was never encrypted, was renamed, or is ignored by git, which a flake does not see. Encrypt and add it, or drop the declaration.",
    examples: [
      {
        bad: "{\n  age.secrets.mail.file = ./secrets/mail.age;\n}\n",
        good: "{\n  age.secrets.mail.file = ./secrets/letters.age;\n}\n",
        files: { "secrets/letters.age": "age-encryption.org/v1\n" },
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{\n  age.secrets = lib.mkIf (builtins.pathExists ./mail.age) { mail.file = ./mail.age; };\n}\n",
        because: "the file is asked for before it is read",
      },
      {
        good: '{ inputs, name, ... }:\n{\n  age.secrets.a.file = "${inputs.secrets}/a.age";\n  age.secrets.b.file = ./. + "/${name}.age";\n}\n',
        because: "another input holds the one, and nothing here tells the name of the other",
      },
    ],
    whenNotToUse: "Where secret files are put into the tree before Nix reads it.",
    references: ["https://cwe.mitre.org/data/definitions/684.html"],
  },
  check(project, { report }) {
    const submodules = submodulesIn(project.readText(".gitmodules")?.bytes);
    let names: SortedNames | undefined;
    for (const edge of project.graph.edges) {
      const { target, from, span, kind, by } = edge;
      if (kind !== "secret" || target.kind !== "missing" || by === "listing") continue;
      if (isSamplePath(from) || submodules.some((folder) => target.path.startsWith(folder)))
        continue;
      const file = project.open(from);
      if (!file || file.hasSyntaxError) continue;
      const isConditional = edge.isConditional === true || isBelowCondition(edge, file);
      // Then it is most likely asked for before it is read.
      if (isConditional && mentions(file.source.bytes, "pathExists")) continue;
      const { folder, name } = splitPath(target.path);
      names ??= sortNames(project.otherFiles);
      const nearby = findNearestName(name, names.inFolder.get(folder) ?? []);
      const nearest =
        nearby === undefined ? names.only.get(name) : target.path.slice(0, -name.length) + nearby;
      const isRead = project.graph.to(from).length > 0 || project.hostsOf(from).length > 0;
      const isDoubtful = isConditional || isTestPath(from) || (!isRead && !isEntry.test(from));
      const shared = {
        at: { path: from, span },
        severity: isDoubtful ? "warning" : "error",
        confidence: isDoubtful ? "medium" : "high",
      } as const;
      const { path } = target;
      if (nearest === undefined) report({ ...shared, message: "missing", data: { path } });
      else report({ ...shared, message: "misspelled", data: { path, nearest } });
    }
  },
});

function mentions(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(text);
}

/** Whether the declaration stands below an `if`, a `mkIf` or one of its kind. */
function isBelowCondition({ span }: Edge, { tree, semantics }: OpenFile): boolean {
  const written = (
    ["path_expression", "hpath_expression", "string_expression", "binary_expression"] as const
  ).flatMap((kind) => tree.nodesOfKind(kind));
  let at: AnyNode | undefined = written.find(
    ({ start, end }) => start === span.start && end === span.end,
  );
  for (; at; at = at.parent) {
    if (at.is("if_expression")) return true;
    if (!at.is("apply_expression")) continue;
    let callee: AnyNode = at.function;
    while (callee.is("apply_expression")) callee = callee.function;
    if (/^lib\.(?:mkIf|optional(?:s|Attrs)?)$/.test(semantics.originOf(callee) ?? "")) return true;
  }
  return false;
}

const isEntry = /(?:^|\/)(?:flake|default|configuration|home)\.nix$/;

interface SortedNames {
  readonly inFolder: ReadonlyMap<string, readonly string[]>;
  /** The path of the one file that is called so; undefined where there are several. */
  readonly only: ReadonlyMap<string, string | undefined>;
}

function sortNames(paths: Iterable<string>): SortedNames {
  const inFolder = new Map<string, string[]>();
  const only = new Map<string, string | undefined>();
  for (const path of paths) {
    const { folder, name } = splitPath(path);
    const inside = inFolder.get(folder);
    if (inside) inside.push(name);
    else inFolder.set(folder, [name]);
    only.set(name, only.has(name) ? undefined : path);
  }
  return { inFolder, only };
}

function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const at = path.lastIndexOf("/");
  return { folder: path.slice(0, Math.max(at, 0)), name: path.slice(at + 1) };
}

/** Folders that git fills from elsewhere, with a slash: they are empty in a plain checkout. */
function submodulesIn(bytes: Uint8Array | undefined): readonly string[] {
  const text = bytes ? Buffer.from(bytes).toString("utf8") : "";
  return Array.from(
    text.matchAll(/^[ \t]*path[ \t]*=[ \t]*(\S.*)$/gm),
    ([, path = ""]) => `${path.trimEnd()}/`,
  );
}
