import {
  confidences,
  severities,
  type Diagnostic,
  type RuleMetadata,
} from "../../diagnostic/index.ts";
import type { Effort, IssueGroup } from "./issue.ts";
import { issueKey } from "./tokens.ts";

/** Folders in which each host has a folder or file of its own. */
const hostFolders: ReadonlySet<string> = new Set(["hosts", "machines", "nodes", "systems"]);

/**
 * The part of the tree that a file belongs to: the folder or file that is named after one of its hosts, what lies
 * directly in a folder of hosts, or else its top folder.
 */
export function areaOf(path: string, hosts: readonly string[]): string {
  const segments = path.split("/");
  const last = segments.length - 1;
  const named = segments.findIndex((segment, index) =>
    hosts.includes(index === last ? segment.replace(/\.nix$/, "") : segment),
  );
  if (named !== -1) return segments.slice(0, named + 1).join("/");
  const [top = "", below] = segments;
  if (below === undefined) return ".";
  const isHost = hostFolders.has(top) && !(last === 1 && below === "default.nix");
  return isHost ? `${top}/${below}` : top;
}

/** One group for each rule and area, the worst first. Findings of a rule that the catalogue lacks are left out. */
export function groupFindings(
  findings: readonly Diagnostic[],
  rules: readonly RuleMetadata[],
): readonly IssueGroup[] {
  const ruleById = new Map(rules.map((rule) => [rule.id, rule]));
  const groups = new Map<
    string,
    { readonly rule: RuleMetadata; readonly area: string; readonly members: Diagnostic[] }
  >();
  for (const finding of findings) {
    const rule = ruleById.get(finding.ruleId);
    if (!rule) continue;
    const area = areaOf(finding.path, finding.hosts);
    const key = issueKey(rule.id, area);
    const group = groups.get(key);
    if (group) group.members.push(finding);
    else groups.set(key, { rule, area, members: [finding] });
  }
  return Array.from(groups, ([key, { rule, area, members }]) => ({
    key,
    rule,
    area,
    severity:
      severities.find((level) => members.some(({ severity }) => severity === level)) ?? "info",
    confidence:
      confidences.find((level) => members.some((found) => found.confidence === level)) ?? "low",
    effort: effortOf(members),
    hosts: [...new Set(members.flatMap(({ hosts }) => hosts))].toSorted(),
    findings: members,
  })).toSorted(worstFirst);
}

function worstFirst(a: IssueGroup, b: IssueGroup): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.area, b.area)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A safe fix costs nothing, an unsafe one a look, all else a thought: three looks. */
function effortOf(findings: readonly Diagnostic[]): Effort {
  const looks = findings.reduce((sum, { fix }) => {
    if (fix?.safety === "safe") return sum;
    return sum + (fix?.safety === "unsafe" ? 1 : 3);
  }, 0);
  if (looks <= 9) return "S";
  return looks <= 45 ? "M" : "L";
}
