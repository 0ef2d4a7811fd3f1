import {
  defineProjectRule,
  hostModulesOf,
  isSure,
  moduleFactsOf,
  removeItem,
  type OfferedFix,
  type PackageFact,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "duplicate-package",
  summary: "a package that is installed twice",
  category: "module",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: {
    twice: "`{name}` stands in this list already, in line {line}.",
    again: "`{name}` stands in this file's list of the same packages already, in line {line}.",
    imported: "`{name}` is installed already by `{path}`, which this module imports.",
    system: "`{name}` is installed for a user here and for everyone in `{path}`.",
  },
  docs: {
    why: "Whoever takes the package out of one place still has it, and wonders why. Where one of the two is pinned or overridden later, both versions end up on the machine.",
    examples: [
      {
        bad: "{ pkgs, ... }:\n{\n  environment.systemPackages = with pkgs; [\n    git\n    curl\n    git\n  ];\n}\n",
        good: "{ pkgs, ... }:\n{\n  environment.systemPackages = with pkgs; [\n    git\n    curl\n  ];\n}\n",
      },
    ],
    traps: [
      {
        good: "{ pkgs, ... }:\n{\n  environment.systemPackages = [\n    pkgs.openssl\n    pkgs.openssl.dev\n    (pkgs.curl.override { })\n    pkgs.curl\n  ];\n}\n",
        because: "another output and an override are other packages",
      },
      {
        good: "{ pkgs, lib, config, ... }:\n{\n  environment.systemPackages =\n    lib.optional config.a pkgs.git ++ lib.optionals config.b [ pkgs.git ];\n}\n",
        because: "the lists are there under different conditions",
      },
      {
        good: "{ pkgs, ... }:\n{\n  users.users.a.packages = [ pkgs.git ];\n  users.users.b.packages = [ pkgs.git ];\n}\n",
        because: "these are two users",
      },
    ],
    fixSafety: "The value of the option is another list, though what is installed stays the same.",
  },
  check(project, { report }) {
    for (const [path, { role }] of project.files) {
      if (role === "package" || role === "test" || !mentionsPackages(project, path)) continue;
      const facts = moduleFactsOf(project, path);
      if (!facts || facts.packages.length === 0) continue;
      const seen = new Map<string, PackageFact>();
      const repeated: { readonly fact: PackageFact; readonly first: PackageFact }[] = [];
      for (const fact of facts.packages.toSorted(byPlace)) {
        const keys = [`${fact.list} ${fact.name}`, ...(fact.isConditional ? [] : [keyOf(fact)])];
        const first = keys.map((key) => seen.get(key)).find((known) => known !== undefined);
        if (first) repeated.push({ fact, first });
        else for (const key of keys) seen.set(key, fact);
      }
      if (repeated.length === 0) continue;
      const file = project.open(path);
      if (!file) continue;
      for (const { fact, first } of repeated) {
        const { line } = file.source.positionAt(first.at.start);
        report({
          at: { path, span: fact.at },
          message: first.list === fact.list ? "twice" : "again",
          data: { name: fact.name, line },
          related: [{ at: { path, span: first.at }, message: "here it is first" }],
          fix: removalOf(project, path, fact),
        });
      }
    }
    for (const { path, fact, other, hosts } of acrossFiles(project))
      report({
        at: { path, span: fact.at },
        message: hosts ? "system" : "imported",
        data: { name: fact.name, path: other.path },
        related: [{ at: { path: other.path, span: other.at }, message: "here it is too" }],
        ...(hosts ? { hosts: [...hosts].toSorted() } : {}),
      });
  },
});

/** Every list of packages has the word in its name: other files need not be opened. */
function mentionsPackages(project: Project, path: string): boolean {
  const bytes = project.readText(path)?.bytes;
  if (!bytes) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return text.includes("systemPackages") || text.includes("packages");
}

/** Lists that a name is bound to first: what may have other uses stays as it is. */
function byPlace(left: PackageFact, right: PackageFact): number {
  return Number(right.isShared) - Number(left.isShared) || left.at.start - right.at.start;
}

function keyOf({ option, name }: PackageFact): string {
  return `${option} ${name}`;
}

function removalOf(
  project: Project,
  path: string,
  { at, isShared }: PackageFact,
): OfferedFix | undefined {
  if (isShared) return undefined;
  const file = project.open(path);
  const element = file?.tree
    .nodesOfKind("list_expression")
    .flatMap(({ elements }) => elements)
    .find(({ start, end }) => start === at.start && end === at.end);
  const edit = element && removeItem(element);
  return edit && { title: "Remove the second mention", edits: [edit] };
}

interface Across {
  readonly path: string;
  readonly fact: PackageFact;
  readonly other: { readonly path: string; readonly at: PackageFact["at"] };
  /** Of a user's package, the hosts that have it for everyone. */
  readonly hosts?: Set<string>;
}

/** Packages that a module repeats of one that it imports, and those of users that the machine has as well. */
function acrossFiles(project: Project): Iterable<Across> {
  const found = new Map<string, Across>();
  for (const host of project.hosts) {
    if (host.kind === "home") continue;
    const system = new Map<string, Across["other"]>();
    const users: { readonly path: string; readonly fact: PackageFact }[] = [];
    for (const { path, isConditional } of hostModulesOf(project, host)) {
      if (isConditional) continue;
      for (const fact of moduleFactsOf(project, path)?.packages ?? []) {
        if (fact.isConditional) continue;
        if (fact.owner !== "system") users.push({ path, fact });
        else if (!system.has(fact.name)) system.set(fact.name, { path, at: fact.at });
      }
    }
    for (const { path, fact } of users) {
      const other = system.get(fact.name);
      if (!other) continue;
      const key = `${path} ${fact.at.start}`;
      const known = found.get(key) ?? { path, fact, other, hosts: new Set<string>() };
      known.hosts?.add(host.name);
      found.set(key, known);
    }
  }
  for (const [path, fact, other] of importedTwice(project)) {
    const key = `${path} ${fact.at.start}`;
    if (!found.has(key)) found.set(key, { path, fact, other });
  }
  return found.values();
}

/** The packages that a module lists although a module that it imports by name, without a condition, lists them. */
function* importedTwice(
  project: Project,
): Generator<readonly [string, PackageFact, Across["other"]]> {
  for (const path of project.files.keys()) {
    const facts = moduleFactsOf(project, path);
    if (!facts || facts.packages.length === 0 || facts.imports.length === 0) continue;
    const imported = new Map<string, Across["other"]>();
    for (const { edge, path: target, side } of facts.imports) {
      if (side !== "own" || edge.hosts || !isSure(edge)) continue;
      for (const fact of moduleFactsOf(project, target)?.packages ?? [])
        if (!fact.isConditional) imported.set(keyOf(fact), { path: target, at: fact.at });
    }
    for (const fact of facts.packages) {
      const other = imported.get(keyOf(fact));
      if (other && !fact.isConditional) yield [path, fact, other];
    }
  }
}
