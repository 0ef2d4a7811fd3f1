import {
  createFilterLookup,
  defineProjectRule,
  isPublicFileName,
  isSecretPath,
  severityHere,
  Type,
  type Edge,
  type EdgeKind,
  type OpenFile,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "git-crypt-secret-evaluated",
  summary: "a file that git decrypts on checkout and that evaluation reads",
  category: "secrets",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.5, cwe: [312] },
  options: Type.Object({
    allow: Type.Array(Type.String(), {
      default: [],
      description: "Ends of paths of files that are private, but no secret, such as `hosts.nix`.",
    }),
  }),
  messages: {
    one: "`{path}` is encrypted in git only: what is read of it here ends in /nix/store in the clear.",
    many: "`{path}` and {count} more files that are read here are encrypted in git only: what is read of them ends in /nix/store in the clear.",
  },
  docs: {
    why: "git-crypt and transcrypt protect the repository, not the machine. Evaluation sees the clear text, and what it makes of it is a file of the store: mode 0444, kept by old generations, copied to caches. A flake even copies the decrypted file as it is. Move real secrets to files that are decrypted on the host (agenix, sops-nix), and keep git-crypt for what is private but harmless. One finding a file that reads; where it brings in modules only, a warning.",
    examples: [
      {
        bad: "let\n  secrets = import ./secrets.nix;\nin\n{\n  services.x.password = secrets.pw;\n}\n",
        good: '{\n  services.x.passwordFile = "/run/secrets/pw";\n}\n',
        files: {
          "secrets.nix": '{ pw = "<redacted>"; }\n',
          ".gitattributes": "secrets.nix filter=git-crypt diff=git-crypt\n",
        },
      },
    ],
    traps: [
      {
        good: 'let\n  isUnlocked = builtins.hashFile "sha256" ./secrets/canary == "0";\nin\nassert isUnlocked;\n{ }\n',
        because: "only a hash of the canary is evaluated",
        files: {
          "secrets/canary": "canary\n",
          ".gitattributes": "secrets/** filter=git-crypt diff=git-crypt\n",
        },
      },
      {
        good: "{\n  stylix.image = ./private/wall.png;\n  imports = [ ./private/open.nix ];\n}\n",
        because: "a picture is no secret, and a later line takes the filter back",
        files: {
          "private/wall.png": "not a picture\n",
          "private/open.nix": "{ }\n",
          ".gitattributes": "private/* filter=git-crypt\nprivate/open.nix !filter !diff\n",
        },
      },
    ],
    whenNotToUse:
      "For files that are private but hold no secret, such as host names or firewall lists: name them in `allow`.",
    references: ["https://github.com/AGWA/git-crypt#limitations"],
  },
  check(project, { options, report }) {
    const isFiltered = createFilterLookup(project);
    const known = new Map<string, boolean>();
    const isEncrypted = (path: string): boolean => {
      const before = known.get(path);
      if (before !== undefined) return before;
      const answer =
        !harmless.test(path) &&
        !isPublicFileName(path) &&
        !options.allow.some((end) => path === end || path.endsWith(`/${end.replace(/^\//, "")}`)) &&
        (isFiltered(path) || isLocked(path, project));
      known.set(path, answer);
      return answer;
    };
    const byReader = new Map<string, Edge[]>();
    for (const edge of project.graph.edges) {
      const { target, kind, from } = edge;
      if (target.kind !== "file" || !evaluated.has(kind) || !isEncrypted(target.path)) continue;
      // From one encrypted file to the next: the way in says it.
      if (isEncrypted(from)) continue;
      const edges = byReader.get(from);
      if (edges) edges.push(edge);
      else byReader.set(from, [edge]);
    }
    for (const [from, edges] of byReader) {
      const file = project.open(from);
      if (!file) continue;
      const read = edges.filter((edge) => !isSaidElsewhere(edge, file));
      const [first] = read;
      if (first?.target.kind !== "file") continue;
      const paths = new Set(read.map(({ target }) => (target.kind === "file" ? target.path : "")));
      // What a module sets need not be secret: only its owner knows.
      const isModuleOnly = read.every(({ kind }) => kind === "module" || kind === "home");
      const severity = severityHere({ path: from }, [], isModuleOnly ? "warning" : "error");
      const shared = { at: { path: from, span: first.span }, severity };
      const { path } = first.target;
      if (paths.size === 1) report({ ...shared, message: "one", data: { path } });
      else report({ ...shared, message: "many", data: { path, count: paths.size - 1 } });
    }
  },
});

/** Edges whose file becomes part of the evaluation; sops and age files are ciphertext there too. */
const evaluated: ReadonlySet<EdgeKind> = new Set([
  "module",
  "import",
  "package",
  "overlay",
  "home",
  "data",
  "source",
]);

/** Pictures, fonts and the like are kept private for their licence. */
const harmless =
  /\.(?:png|jpe?g|gif|webp|svg|avif|mp[34]|ogg|flac|wav|ttf|otf|woff2?|pcf|bdf|ico|icc|pdf|age|gpg)$/i;

const MAGIC = "\0GITCRYPT\0";

/** Whether the file lies in the tree as ciphertext. */
function isLocked(path: string, project: Project): boolean {
  const bytes = project.readText(path)?.bytes;
  if (!bytes || bytes.length < MAGIC.length) return false;
  return Array.from(MAGIC).every((character, index) => bytes[index] === character.charCodeAt(0));
}

/** Whether only something about the file is asked, or `eval-time-secret-read` reports that it is read. */
function isSaidElsewhere({ span, kind, target }: Edge, file: OpenFile): boolean {
  if (kind !== "data") return false;
  for (const node of file.tree.nodesOfKind("path_expression")) {
    if (node.start !== span.start) continue;
    const { parent } = node;
    if (!parent?.is("apply_expression")) break;
    let callee = parent.function;
    while (callee.is("apply_expression")) callee = callee.function;
    const origin = file.semantics.originOf(callee) ?? "";
    if (/\.(?:hashFile|pathExists|baseNameOf|readFileType|dirOf)$/.test(origin)) return true;
    if (/\.(?:readFile|fileContents|readLines)$/.test(origin)) return isSecretPath(node.text);
    break;
  }
  return target.kind !== "file";
}
