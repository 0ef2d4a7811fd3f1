import type { Diagnostic } from "../../diagnostic/index.ts";
import type { Draft, PlanInput, RiskLevel } from "./model.ts";
import { countOf } from "../plain-text.ts";
import { compareText, folderOf, listNames, uniqueSorted } from "./names.ts";

/** Findings by rule. */
export type FindingsByRule = ReadonlyMap<string, readonly Diagnostic[]>;

/** Groups findings by what `keyOf` says, in a stable order. */
export function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups].toSorted(([a], [b]) => compareText(a, b));
}

/**
 * Files that nothing imports: one proposal for each folder at the top. None while it is not known what some host reads: it may
 * be these.
 */
export function removeOrphans({ project }: PlanInput, byRule: FindingsByRule): readonly Draft[] {
  const linesOf = (path: string): number => project.files.get(path)?.lines ?? 0;
  const findings = project.unresolved.length > 0 ? [] : (byRule.get("orphan-module") ?? []);
  return groupBy(findings, ({ path }) => folderOf(path).split("/")[0] ?? "").map(
    ([top, group]): Draft => {
      const files = uniqueSorted(group.map(({ path }) => path));
      const lines = files.reduce((sum, path) => sum + linesOf(path), 0);
      const where = top === "" ? "the root" : `\`${top}\``;
      const what = files.length === 1 ? listNames(files) : `${files.length} files in ${where}`;
      return {
        key: top === "" ? "." : top,
        kind: "remove-orphan",
        title: `Remove or import ${what} that nothing imports`,
        why: "Nobody builds such a file, so nobody sees when it breaks; who searches the tree finds settings that hold nowhere.",
        files,
        steps: [
          ...groupBy(files, folderOf).map(
            ([folder, paths]) =>
              `${listNames(
                paths.map((path) => (folder === "" ? path : path.slice(folder.length + 1))),
                20,
              )} in ${folder === "" ? "the root" : `\`${folder}\``}: ${countOf(
                paths.reduce((sum, path) => sum + linesOf(path), 0),
                "line",
              )}.`,
          ),
          "Look whether each is kept on purpose: then import it, or silence the finding in it with the reason. Delete the rest: git keeps it.",
        ],
        linesTouched: Math.ceil(lines / 10),
        linesSaved: lines,
        keepsResult: true,
        baseRisk: "low",
        rules: ["orphan-module"],
        skeletons: [],
      };
    },
  );
}

const importRules = ["duplicate-import", "redundant-import"];

/** Imports that are there twice, and circles. */
export function dropImports({ project }: PlanInput, byRule: FindingsByRule): readonly Draft[] {
  const repeated = importRules.flatMap((ruleId): Draft[] => {
    const findings = byRule.get(ruleId) ?? [];
    if (findings.length === 0) return [];
    const files = uniqueSorted(findings.map(({ path }) => path));
    const isSafe = findings.every(({ fix }) => fix?.safety === "safe");
    const hasFix = findings.some(({ fix }) => fix);
    const unsafe = isSafe ? "" : " --unsafe-fixes";
    const count = findings.length === 1 ? "an import" : `${findings.length} imports`;
    return [
      {
        key: ruleId,
        kind: "drop-import",
        title: `Drop ${count} that ${ruleId === "duplicate-import" ? "the same list has already" : "another import brings"}`,
        why: "The module system reads a file once: the second mention only hides where it really comes from.",
        files,
        steps: findings.map(stepOf),
        linesTouched: findings.length,
        linesSaved: findings.length,
        keepsResult: true,
        baseRisk: "low",
        doing: hasFix ? [`nixaudit fix${unsafe} --select ${ruleId}`] : [],
        rules: [ruleId],
        skeletons: [],
      },
    ];
  });
  const circles = project.graph.cycles.flatMap((cycle): Draft[] => {
    const files = cycle.map(({ from }) => from);
    const [first] = files;
    if (first === undefined || !(byRule.get("import-cycle") ?? []).some(isIn(new Set(files))))
      return [];
    return [
      {
        key: first,
        kind: "drop-import",
        title:
          files.length === 1
            ? `Drop the import of ${listNames(files)} in itself`
            : `Break the circle of imports between ${listNames(files)}`,
        why: "Nix never comes to the end of files that import each other.",
        files: uniqueSorted(files),
        steps: [
          "Find what both sides need, move it to a file of its own, and import that from both.",
        ],
        linesTouched: 10 * files.length,
        linesSaved: 0,
        keepsResult: false,
        baseRisk: "medium",
        rules: ["import-cycle"],
        skeletons: [],
      },
    ];
  });
  return [...repeated, ...circles];
}

function isIn(paths: ReadonlySet<string>): (finding: Diagnostic) => boolean {
  return ({ path }) => paths.has(path);
}

function stepOf({ path, startLine, message }: Diagnostic): string {
  return `\`${path.replaceAll("`", "'")}:${startLine}\`: ${message}`;
}

const inputRules: readonly {
  readonly id: string;
  readonly title: (count: number) => string;
  readonly why: string;
  readonly risk: RiskLevel;
  readonly isRemoval?: true;
}[] = [
  {
    id: "flake-lock-mismatch",
    title: () => "Lock the flake anew, so that flake.lock fits",
    why: "What is built otherwise differs from what was reviewed, or nothing is built at all.",
    risk: "medium",
  },
  {
    id: "outputs-argument-mismatch",
    title: () => "Let the arguments of outputs fit the inputs",
    why: "Nix refuses the flake.",
    risk: "low",
  },
  {
    id: "invalid-follows",
    title: (count) =>
      `Correct ${count === 1 ? "a `follows`" : `${count} follows`} that leads nowhere`,
    why: "Nix refuses the flake, or ignores what was meant.",
    risk: "medium",
  },
  {
    id: "stale-follows",
    title: (count) =>
      `Drop ${count === 1 ? "a `follows`" : `${count} follows`} for inputs that are gone`,
    why: "They do nothing, and Nix warns of them each time.",
    risk: "low",
    isRemoval: true,
  },
  {
    id: "unused-flake-input",
    title: (count) => `Remove ${count === 1 ? "an input" : `${count} inputs`} that nothing uses`,
    why: "Each is fetched, locked and updated for nothing, with all that it brings along.",
    risk: "low",
    isRemoval: true,
  },
  {
    id: "duplicate-flake-input",
    title: () => "Take each source in once",
    why: "Two inputs for one source drift apart.",
    risk: "medium",
  },
  {
    id: "missing-follows",
    title: () => "Let inputs follow the versions that this flake has",
    why: "Each copy of nixpkgs is fetched and evaluated again, and is one more to keep up to date.",
    risk: "medium",
  },
];

/** What is wrong with flake inputs: one proposal for each rule and flake. */
export function fixInputs({ project }: PlanInput, byRule: FindingsByRule): readonly Draft[] {
  return inputRules.flatMap(({ id, title, why, risk, isRemoval }) =>
    groupBy(byRule.get(id) ?? [], ({ path }) => folderOf(path)).map(([folder, group]): Draft => {
      const below = folder === "" ? "" : `${folder}/`;
      const hosts = project.hosts.filter(({ place }) => place.path.startsWith(below));
      const files = uniqueSorted(group.map(({ path }) => path));
      return {
        key: folder === "" ? id : `${folder}:${id}`,
        kind: "fix-input",
        title: folder === "" ? title(group.length) : `${title(group.length)} (\`${folder}\`)`,
        why,
        files,
        hosts: uniqueSorted(hosts.map(({ name }) => name)),
        steps: group.map(stepOf),
        linesTouched: 3 * group.length,
        linesSaved: isRemoval ? group.length : 0,
        keepsResult: isRemoval ?? false,
        baseRisk: risk,
        doing: [
          folder === "" ? "nix flake lock" : `(cd ${JSON.stringify(folder)} && nix flake lock)`,
        ],
        rules: [id],
        skeletons: [],
      };
    }),
  );
}
