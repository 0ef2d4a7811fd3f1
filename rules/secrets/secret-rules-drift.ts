import {
  defineProjectRule,
  isSamplePath,
  isSopsText,
  readAgenixRules,
  readAgeRecipients,
  readSopsCreationRules,
  sopsKeysOf,
  sshKeyTag,
  Type,
  wordsOfNixFiles,
  type AgenixEntry,
  type Place,
  type Project,
  type SopsCreationRule,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "secret-rules-drift",
  summary: "rules for secrets that disagree with the secret files",
  category: "secrets",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.4, cwe: [284] },
  options: Type.Object({
    external: Type.Array(Type.String(), {
      default: [],
      description: "Ends of paths of secrets that scripts or CI use, and no Nix file.",
    }),
  }),
  messages: {
    absent: "`{path}` has an entry here, but there is no such file.",
    uncovered: "No entry here covers {paths}: `agenix` can neither open nor re-key it.",
    unruled: "No rule here covers {paths}: `sops` can't create or re-key it.",
    unused: "`{path}` has an entry here, but nothing in the configuration names it.",
    fewer: "{paths} can't be opened with every key that is listed here: it was not re-keyed since.",
    more: "{paths} can still be opened with a key that is not listed here: it was not re-keyed since.",
  },
  docs: {
    why: "The list says who can open a secret; the file knows. After a key is added or removed, and until everything is re-keyed (`agenix -r`, `sops updatekeys`), a new machine can't start its services, and a removed machine or person keeps reading. Keys are compared by what the header of a file shows of them; nothing is decrypted.",
    examples: [
      {
        path: "secrets.nix",
        bad: '{\n  "old.age".publicKeys = [ "ssh-ed25519 AAAAnotarealkeynotarealkey" ];\n}\n',
        good: '{\n  "mail.age".publicKeys = import ./keys.nix;\n}\n',
        files: {
          "mail.age": "age-encryption.org/v1\n",
          "configuration.nix": "{\n  age.secrets.mail.file = ./mail.age;\n}\n",
        },
      },
    ],
    traps: [
      {
        path: "secrets.nix",
        good: '{\n  "a.age".publicKeys = (import ./keys.nix).all;\n  "b.age".publicKeys = (import ./keys.nix).all;\n}\n',
        because: "nothing tells how many keys there are, and the files are listed by a function",
        files: {
          "a.age": "age-encryption.org/v1\n-> X25519 a\nb\n--- c\n",
          "b.age": "age-encryption.org/v1\n-> X25519 a\nb\n--- c\n",
          "configuration.nix":
            "{ lib, ... }:\n{\n  age.secrets = lib.mapAttrs (name: _: { file = ./. + name; }) (builtins.readDir ./.);\n}\n",
        },
      },
    ],
    whenNotToUse:
      "For secrets that only scripts or CI use, name them in `external`; rules that wait for hosts to come can be suppressed.",
    references: [
      "https://github.com/ryantm/agenix#tutorial",
      "https://github.com/getsops/sops#using-sops-yaml-conf-to-select-kms-pgp-and-age-for-new-files",
    ],
  },
  check(project, { options, report }) {
    if (!project.isWhole) return;
    const isExternal = (path: string): boolean =>
      options.external.some((end) => path === end || path.endsWith(`/${end}`));

    for (const path of [...project.files.keys()].filter((file) => isNamed(file, "secrets.nix"))) {
      const file = isSamplePath(path) ? undefined : project.open(path);
      const rules = file && !file.hasSyntaxError ? readAgenixRules(file) : undefined;
      if (!rules) continue;
      const at = (entry: AgenixEntry): Place => ({ path, span: entry.span });
      const covered = new Set<string>();
      const present: { readonly entry: AgenixEntry; readonly secret: string }[] = [];
      for (const entry of rules.entries) {
        const secret = secretOf(entry.name, path, project);
        if (secret === undefined) {
          report({ at: at(entry), message: "absent", data: { path: entry.name } });
          continue;
        }
        covered.add(secret);
        present.push({ entry, secret });
        const drift = driftOf(entry, project.readText(secret)?.bytes);
        if (drift) report({ at: at(entry), message: drift, data: { paths: `\`${secret}\`` } });
      }
      const [first] = rules.entries;
      const folders = new Set([...covered].map(folderOf));
      const others = [...project.otherFiles].filter(
        (other) => other.endsWith(".age") && folders.has(folderOf(other)) && !covered.has(other),
      );
      // What agenix-rekey made, or is no age file, has no entry anywhere.
      const uncovered = others.filter(
        (other) => !isExternal(other) && !isMadeElsewhere(other, project),
      );
      if (first && rules.isComplete && uncovered.length > 0)
        report({ at: at(first), message: "uncovered", data: { paths: shown(uncovered) } });
      for (const { entry, secret } of unnamed(present, path, project))
        if (!isExternal(secret))
          report({ at: at(entry), message: "unused", data: { path: secret }, confidence: "low" });
    }

    for (const path of [...project.otherFiles].filter((file) => isNamed(file, ".sops.yaml"))) {
      const source = isSamplePath(path) ? undefined : project.readText(path);
      if (!source) continue;
      const rules = readSopsCreationRules(source.slice(0, source.bytes.length));
      const findings = new Map<string, { rule: SopsCreationRule; paths: string[] }>();
      const unruled: string[] = [];
      for (const { secret, text } of sopsFilesUnder(path, project)) {
        const rule = ruleFor(secret.slice(folderOf(path).length), rules);
        if (rule === "unknown") continue;
        if (rule === undefined) {
          if (!isExternal(secret)) unruled.push(secret);
          continue;
        }
        const drift = sopsDrift(rule, text);
        if (drift === undefined) continue;
        const key = `${drift} ${rule.line}`;
        const known = findings.get(key);
        if (known) known.paths.push(secret);
        else findings.set(key, { rule, paths: [secret] });
      }
      for (const [key, { rule, paths }] of findings) {
        const message = key.startsWith("more") ? "more" : "fewer";
        const at = { path, span: source.lineSpan(rule.line) };
        report({ at, message, data: { paths: shown(paths) } });
      }
      const [first] = rules;
      if (first && unruled.length > 0) {
        const at = { path, span: source.lineSpan(first.line) };
        report({ at, message: "unruled", data: { paths: shown(unruled) } });
      }
    }
  },
});

const MOST_SHOWN = 3;

function shown(paths: readonly string[]): string {
  const named = paths.slice(0, MOST_SHOWN).map((path) => `\`${path}\``);
  const more = paths.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}

function isNamed(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}

/** With its slash; empty for the root. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The file of an entry: people call `agenix` in the folder of its rules, or further up. */
function secretOf(name: string, rules: string, project: Project): string | undefined {
  const inner = name.replace(/^\.\//, "");
  for (let folder = folderOf(rules); ; folder = folderOf(folder.slice(0, -1))) {
    if (project.otherFiles.has(folder + inner)) return folder + inner;
    if (folder === "") return undefined;
  }
}

type Drift = "fewer" | "more";

function driftOf({ publicKeys }: AgenixEntry, bytes?: Uint8Array): Drift | undefined {
  const recipients = bytes && readAgeRecipients(bytes);
  if (!publicKeys || publicKeys.size === 0 || !recipients) return undefined;
  const tags = [...publicKeys].flatMap((key) => sshKeyTag(key) ?? []);
  if (tags.some((tag) => !recipients.sshTags.has(tag))) return "fewer";
  if (recipients.count < publicKeys.size) return "fewer";
  const isForeign = tags.length === publicKeys.size && recipients.sshTags.size > tags.length;
  return isForeign || recipients.count > publicKeys.size ? "more" : undefined;
}

function isMadeElsewhere(path: string, project: Project): boolean {
  return (
    /(?:^|\/)rekeyed\//.test(path) ||
    readAgeRecipients(project.readText(path)?.bytes ?? new Uint8Array()) === undefined
  );
}

/** The secrets that no Nix file names, by their whole name or what stands before the dot. Empty where a listing may bring them. */
function unnamed<Secret extends { readonly secret: string }>(
  secrets: readonly Secret[],
  rules: string,
  project: Project,
): readonly Secret[] {
  const listed = new Set(
    project.graph.edges.flatMap(({ target, kind }) =>
      target.kind === "folder" && kind === "data" ? [target.path] : [],
    ),
  );
  const isListed = (path: string): boolean => {
    const folder = folderOf(path).slice(0, -1);
    return listed.has(folder) || (folder !== "" && isListed(folder));
  };
  const candidates = secrets.filter(({ secret }) => !isListed(secret));
  if (candidates.length === 0) return [];
  const words = wordsOfNixFiles(project, new Set([rules]));
  return candidates.filter(({ secret }) => {
    const name = secret.slice(secret.lastIndexOf("/") + 1);
    return !words.has(name) && !words.has(name.slice(0, name.indexOf(".")));
  });
}

const MOST_READ = 3000;

/** What sops encrypted below the folder of a `.sops.yaml`, but for what a nearer one rules. */
function* sopsFilesUnder(
  config: string,
  project: Project,
): Generator<{ readonly secret: string; readonly text: string }> {
  const folder = folderOf(config);
  const nearer = [...project.otherFiles]
    .filter((path) => path !== config && isNamed(path, ".sops.yaml"))
    .map(folderOf)
    .filter((inner) => inner.startsWith(folder) && inner !== folder);
  let count = 0;
  for (const secret of project.otherFiles) {
    if (!secret.startsWith(folder) || !/\.(?:ya?ml|json|env|ini|bin|enc)$/.test(secret)) continue;
    if (nearer.some((inner) => secret.startsWith(inner)) || isSamplePath(secret)) continue;
    if ((count += 1) > MOST_READ) return;
    const source = project.readText(secret);
    const text = source?.slice(0, source.bytes.length) ?? "";
    if (isSopsText(text)) yield { secret, text };
  }
}

/** To try a pattern on more could take a while. */
const LONGEST_PATH = 400;

/** The first rule that takes a file counts. */
function ruleFor(
  path: string,
  rules: readonly SopsCreationRule[],
): SopsCreationRule | "unknown" | undefined {
  if (rules.length === 0 || path.length > LONGEST_PATH) return "unknown";
  for (const rule of rules) {
    if (rule.pattern === undefined) return rule;
    if (!rule.matcher) return "unknown";
    if (rule.matcher.test(path)) return rule;
  }
  return undefined;
}

function sopsDrift(rule: SopsCreationRule, text: string): Drift | undefined {
  const keys = sopsKeysOf(text);
  let drift: Drift | undefined;
  for (const kind of ["age", "pgp"] as const) {
    const wanted = rule[kind];
    if (!wanted) continue;
    if ([...wanted].some((key) => !keys[kind].has(key))) return "fewer";
    if ([...keys[kind]].some((key) => !wanted.has(key))) drift = "more";
  }
  return drift;
}
