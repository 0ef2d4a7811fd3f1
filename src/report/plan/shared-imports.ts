import type { Host, HostKind, Project } from "../../project/index.ts";
import type { Draft, PlanInput } from "./model.ts";
import {
  commonFolder,
  compareText,
  inFolder,
  listNames,
  relativePath,
  stemOf,
  uniqueSorted,
} from "./names.ts";

/** A profile of fewer imports, or for fewer hosts, is no gain. */
const LEAST_IMPORTS = 5;
const LEAST_HOSTS = 2;
const LEAST_SAVED = 4;
const MOST_PROFILES = 8;
/** Pairs grow with the square: of more hosts of a kind only these are compared. */
const MOST_ROOTS = 120;

interface Candidate {
  readonly kind: HostKind;
  readonly imports: readonly string[];
  readonly roots: readonly string[];
  readonly saved: number;
}

/** Imports that several hosts' own files repeat: each set becomes a module that brings them. */
export function extractProfiles(input: PlanInput): readonly Draft[] {
  const lists = importsOfRoots(input.project);
  const drafts: Draft[] = [];
  for (let best = findBest(lists); best; best = findBest(lists)) {
    const { roots, imports } = best;
    drafts.push(toDraft(input, best));
    for (const root of roots) {
      const own = lists.get(root)?.imports;
      for (const path of imports) own?.delete(path);
    }
    if (drafts.length === MOST_PROFILES) break;
  }
  return drafts;
}

interface RootImports {
  readonly kind: HostKind;
  readonly imports: Set<string>;
}

/** What the file of each host imports as its text says, for files that are one host's own. */
function importsOfRoots({ hosts, hostsOf, graph }: Project): Map<string, RootImports> {
  const roots = new Map<string, RootImports>();
  const counts = new Map<string, number>();
  for (const { root } of hosts) counts.set(root, (counts.get(root) ?? 0) + 1);
  for (const host of hosts) {
    const { root, kind } = host;
    if (counts.get(root) !== 1 || hostsOf(root).length !== 1 || host.isEphemeral) continue;
    if (roots.size >= MOST_ROOTS) break;
    const imports = graph
      .from(root)
      .flatMap(({ kind: edgeKind, by, target, isConditional }) =>
        edgeKind === "module" && by !== "listing" && target.kind === "file" && !isConditional
          ? [target.path]
          : [],
      )
      // A host's own parts are nobody else's.
      .filter((path) => hostsOf(path).length > 1);
    roots.set(root, { kind, imports: new Set(imports) });
  }
  return roots;
}

/** The set of imports whose extraction saves most lines; ties go to the more hosts, then by name. */
function findBest(lists: ReadonlyMap<string, RootImports>): Candidate | undefined {
  const entries = [...lists].toSorted(([a], [b]) => compareText(a, b));
  let best: Candidate | undefined;
  entries.forEach(([, one], index) => {
    for (const [, other] of entries.slice(index + 1)) {
      if (one.kind !== other.kind) continue;
      const imports = [...one.imports].filter((path) => other.imports.has(path));
      if (imports.length < LEAST_IMPORTS) continue;
      const roots = entries.flatMap(([root, list]) =>
        list.kind === one.kind && imports.every((path) => list.imports.has(path)) ? [root] : [],
      );
      // Each host has one import left, and the profile has its own lines.
      const saved = imports.length * roots.length - roots.length - imports.length - 4;
      if (roots.length < LEAST_HOSTS || saved < LEAST_SAVED) continue;
      if (!best || saved > best.saved || (saved === best.saved && roots.length > best.roots.length))
        best = { kind: one.kind, imports, roots, saved };
    }
  });
  return best;
}

function toDraft(input: PlanInput, { roots, imports, saved }: Candidate): Draft {
  const { hosts } = input.project;
  const names = uniqueSorted(ownersOf(hosts, roots));
  const all = hosts.filter(({ isEphemeral }) => !isEphemeral).length;
  const name = roots.length === all ? "all hosts" : listNames(names);
  // Where the imports lie all over the tree, a folder of its own.
  const folder = commonFolder(imports) || "profiles";
  const known = findExisting(input.project, imports, roots);
  const stem = roots.length === all ? "common" : "profile";
  const path = known ?? freeName(input.project, folder, stem);
  return {
    key: roots[0] ?? "",
    kind: "extract-profile",
    title: `Give ${name} one profile for ${imports.length} imports that each lists by itself`,
    why: "Who adds a host copies the list, and who adds a module has to find every list.",
    files: uniqueSorted([...roots, ...(known === undefined ? [] : [known])]),
    hosts: names,
    steps: [
      known === undefined
        ? `Make \`${path}\`, a module that imports ${listNames(imports, 6)}.`
        : `Move these imports into \`${known}\`, which all of these hosts import already: ${listNames(
            imports.filter((each) => each !== known),
            6,
          )}.`,
      `In ${listNames(roots)} import it in place of them; the order of imports decides the order of lists, so compare.`,
    ],
    linesTouched: saved + roots.length,
    linesSaved: saved,
    keepsResult: true,
    baseRisk: "low",
    rules: ["repeated-import-set"],
    skeletons: known === undefined ? [{ path, text: renderProfile(folder, imports) }] : [],
  };
}

function ownersOf(hosts: readonly Host[], roots: readonly string[]): readonly string[] {
  return hosts.filter(({ root }) => roots.includes(root)).map(({ name }) => name);
}

const isForAll = /^(common|base|core|globals?|shared|defaults?|all|minimal|profile)$/i;

/** One of the imports that by its name and imports is a profile of exactly these hosts. */
function findExisting(
  project: Project,
  imports: readonly string[],
  roots: readonly string[],
): string | undefined {
  const owners = ownersOf(project.hosts, roots).length;
  return imports.find((path) => {
    const { hostsOf, graph } = project;
    return (
      isForAll.test(stemOf(path)) &&
      hostsOf(path).length === owners &&
      graph.from(path).filter(({ kind }) => kind === "module").length > 1
    );
  });
}

/** A path in the folder where nothing is yet. */
export function freeName({ files }: Project, folder: string, stem: string): string {
  for (let count = 1; ; count++) {
    const path = inFolder(folder, `${stem}${count === 1 ? "" : `-${count}`}.nix`);
    if (!files.has(path) && !files.has(path.replace(/\.nix$/, "/default.nix"))) return path;
  }
}

function renderProfile(folder: string, imports: readonly string[]): string {
  const lines = imports.map((path) => `    ${relativePath(folder, path)}`);
  return `{\n  imports = [\n${lines.join("\n")}\n  ];\n}\n`;
}
