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

/** Blocks that are copied: what several hosts have in common is a profile, all else a helper. One proposal a set of files. */
export function extractClones(input: PlanInput, byRule: FindingsByRule): readonly Draft[] {
  const clones = cloneRules.flatMap((id) => (byRule.get(id) ?? []).map(toClone));
  return groupBy(clones, ({ files }) => files.join("\0")).flatMap(([, group]): Draft[] => {
    const files = group[0]?.files ?? [];
    const saved = group.reduce((sum, clone) => sum + clone.saved, 0);
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
