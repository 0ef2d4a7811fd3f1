import type { Diagnostic } from "../../diagnostic/index.ts";
import type { Effort } from "../audit/index.ts";
import { validationCommands } from "./commands.ts";
import { extractClones } from "./from-clones.ts";
import { dropImports, fixInputs, removeOrphans } from "./from-findings.ts";
import { addFeatureOptions, moveInlineModules, splitMonoliths } from "./from-monoliths.ts";
import { compareText, uniqueSorted } from "./names.ts";
import {
  proposalKinds,
  type Draft,
  type PlanInput,
  type Proposal,
  type RefactoringPlan,
  type RiskLevel,
} from "./model.ts";
import { findCritical, mapFolders, takeInventory } from "./overview.ts";
import { extractProfiles } from "./shared-imports.ts";

/** From so many hosts on a mistake is felt everywhere. */
const MANY_HOSTS = 5;

/** The refactoring plan: a pure function, so that the same tree gives the same plan. */
export function buildPlan(input: PlanInput): RefactoringPlan {
  const byRule = new Map<string, Diagnostic[]>();
  for (const finding of input.findings) {
    const group = byRule.get(finding.ruleId);
    if (group) group.push(finding);
    else byRule.set(finding.ruleId, [finding]);
  }
  const drafts = [
    ...removeOrphans(input, byRule),
    ...dropImports(input, byRule),
    ...fixInputs(input, byRule),
    ...extractClones(input, byRule),
    ...extractProfiles(input),
    ...moveInlineModules(byRule),
    ...splitMonoliths(input, byRule),
    ...addFeatureOptions(input, byRule),
  ];
  return {
    inventory: takeInventory(input),
    folders: mapFolders(input),
    critical: findCritical(input),
    hosts: input.hosts.toSorted(
      (a, b) =>
        (b.risk?.score ?? 0) - (a.risk?.score ?? 0) || compareText(a.host.name, b.host.name),
    ),
    proposals: inOrder(input, drafts),
    unresolved: input.project.unresolved.map(({ place, what, reason }) => ({
      path: place.path,
      what,
      reason,
    })),
  };
}

/** By kind, then the least reach first; what changes a file waits for what changes it before. */
function inOrder(input: PlanInput, drafts: readonly Draft[]): readonly Proposal[] {
  const placed = drafts.map((draft) => ({ draft, hosts: hostsOf(input, draft) }));
  const sorted = placed.toSorted(
    (a, b) =>
      proposalKinds.indexOf(a.draft.kind) - proposalKinds.indexOf(b.draft.kind) ||
      a.hosts.length - b.hosts.length ||
      b.draft.linesSaved - a.draft.linesSaved ||
      compareText(a.draft.key, b.draft.key) ||
      compareText(a.draft.title, b.draft.title),
  );
  const ids = new Set<string>();
  const lastOf = new Map<string, string>();
  return sorted.map(({ draft, hosts }): Proposal => {
    const { key, linesTouched, keepsResult, baseRisk: _, doing = [], hosts: __, ...rest } = draft;
    const base = `${draft.kind}:${key}`;
    let id = base;
    for (let count = 2; ids.has(id); count++) id = `${base}:${count}`;
    ids.add(id);
    const after = uniqueSorted(draft.files.flatMap((path) => lastOf.get(path) ?? []));
    for (const path of draft.files) lastOf.set(path, id);
    const named = new Set(hosts);
    const touched = input.project.hosts.filter(({ name }) => named.has(name));
    const hasFlake = input.project.files.has("flake.nix");
    // What no host reads must change none of them.
    const checked = touched.length > 0 ? touched : input.project.hosts;
    return {
      ...rest,
      id,
      hosts,
      after,
      effort: effortOf(linesTouched, draft.files.length),
      risk: riskOfChange(draft, hosts.length),
      commands: [...doing, ...validationCommands(checked, { hasFlake, keepsResult })],
    };
  });
}

function hostsOf({ project }: PlanInput, { files, hosts }: Draft): readonly string[] {
  return hosts ?? uniqueSorted(files.flatMap((path) => project.hostsOf(path)));
}

/** Small: under an hour; medium: under a day; large: more. By lines to read or move, and files to open. */
export function effortOf(lines: number, files: number): Effort {
  if (lines <= 60 && files <= 6) return "S";
  return lines <= 400 && files <= 20 ? "M" : "L";
}

/** One step up where code is moved that many hosts read. */
function riskOfChange({ kind, baseRisk }: Draft, hosts: number): RiskLevel {
  const movesCode = !["remove-orphan", "drop-import", "fix-input"].includes(kind);
  if (hosts < MANY_HOSTS || !movesCode) return baseRisk;
  return baseRisk === "low" ? "medium" : "high";
}
