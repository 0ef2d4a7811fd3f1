import type { Diagnostic } from "../../diagnostic/index.ts";
import { groupBy, type FindingsByRule } from "./from-findings.ts";
import type { Draft, PlanInput } from "./model.ts";
import { commonFolder, folderOf, inFolder, listNames, uniqueSorted } from "./names.ts";

const cloneRules = ["duplicate-block", "extractable-helper", "function-family"];

/** Less than this is not worth an abstraction. */
const LEAST_SAVED = 6;

interface Clone {
  readonly finding: Diagnostic;
  readonly files: readonly string[];
  readonly saved: number;
}

/** Blocks that are copied: what several hosts have in common is a profile, all else a helper. One proposal for each group of files. */
export function extractClones(input: PlanInput, byRule: FindingsByRule): readonly Draft[] {
  const clones = cloneRules.flatMap((id) => (byRule.get(id) ?? []).map(toClone));
  return joinOverlapping(clones).flatMap((group): Draft[] => {
    const files = uniqueSorted(group.flatMap((clone) => clone.files));
    const saved = countSaved(group);
    if (saved < LEAST_SAVED) return [];
    const isProfile = files.length > 1 && areOfDifferentHosts(input, files);
    const where = isProfile ? commonFolder(files) : folderOf(files[0] ?? "");
    return [
      {
        key: files[0] ?? "",
        kind: isProfile ? "extract-profile" : "extract-helper",
        title: isProfile
          ? `Move what ${listNames(files)} have in common into a profile`
          : files.length === 1
            ? `Write what ${listNames(files)} repeats as one function`
            : `Share what ${listNames(files)} repeat`,
        why: "A correction made in one copy is missing in the others.",
        files,
        steps: [
          ...group.map(
            ({ finding }) => `\`${finding.path}:${finding.startLine}\`: ${finding.message}`,
          ),
          isProfile
            ? `Move the common part to a module such as \`${inFolder(where, "common.nix")}\`, import it from each, and leave in each what differs.`
            : "Make one function of it, with what differs as its arguments, and call it in each place.",
        ],
        linesTouched: saved + 10 * group.length,
        linesSaved: saved,
        keepsResult: true,
        baseRisk: "low",
        rules: uniqueSorted(group.map(({ finding }) => finding.ruleId)),
        skeletons: [],
      },
    ];
  });
}

/** Copies between much the same files are one piece of work: those that have two files in common, or all. */
function joinOverlapping(clones: readonly Clone[]): readonly (readonly Clone[])[] {
  const sets = groupBy(clones, ({ files }) => files.join("\0")).map(([, group]) => group);
  const joined: { readonly files: Set<string>; readonly clones: Clone[] }[] = [];
  // The sets of most files first: the smaller ones are parts of them.
  for (const group of sets.toSorted((a, b) => filesOf(b).length - filesOf(a).length)) {
    const files = filesOf(group);
    const home = joined.find((other) => {
      const common = files.filter((path) => other.files.has(path)).length;
      return common >= 2 || common === files.length;
    });
    if (home) {
      home.clones.push(...group);
      for (const path of files) home.files.add(path);
    } else joined.push({ files: new Set(files), clones: [...group] });
  }
  return joined.map((each) => each.clones);
}

/** What is said of the same lines twice counts once. */
function countSaved(group: readonly Clone[]): number {
  const counted: Diagnostic[] = [];
  let sum = 0;
  for (const { finding, saved } of group.toSorted((a, b) => b.saved - a.saved)) {
    const { path, startLine, endLine } = finding;
    if (
      counted.some(
        (other) => other.path === path && other.startLine <= endLine && startLine <= other.endLine,
      )
    )
      continue;
    counted.push(finding);
    sum += saved;
  }
  return sum;
}

function filesOf([first]: readonly Clone[]): readonly string[] {
  return first?.files ?? [];
}

function toClone(finding: Diagnostic): Clone {
  const copies = [finding, ...finding.related];
  const lines = copies.map(({ startLine, endLine }) => endLine - startLine + 1);
  const longest = Math.max(...lines);
  return {
    finding,
    files: uniqueSorted(copies.map(({ path }) => path)),
    // One copy stays, and each place calls it.
    saved: Math.max(0, lines.reduce((sum, count) => sum + count, 0) - longest - copies.length),
  };
}

function areOfDifferentHosts({ project }: PlanInput, files: readonly string[]): boolean {
  const owners = files.map((path) => project.hostsOf(path));
  return owners.every(({ length }) => length === 1) && new Set(owners.flat()).size === files.length;
}
