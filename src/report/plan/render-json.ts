import type { RefactoringPlan } from "./model.ts";

/** Raised only when a field goes or changes its meaning; new fields do not raise it. */
const PLAN_VERSION = 1;

/** The plan for scripts, as `schemas/plan.schema.json` describes it. */
export function renderPlanJson(
  plan: RefactoringPlan,
  tool: { readonly version: string; readonly homepage: string },
): string {
  const shown = {
    version: PLAN_VERSION,
    tool: { name: "nixaudit", version: tool.version, homepage: tool.homepage },
    inventory: plan.inventory,
    folders: plan.folders,
    critical: plan.critical,
    hosts: plan.hosts.map(({ host, lines, findings, risk }) => ({
      name: host.name,
      kind: host.kind,
      system: host.system ?? null,
      root: host.root,
      files: host.closure.length,
      lines,
      findings: findings ?? null,
      risk: risk ?? null,
    })),
    proposals: plan.proposals,
    unresolved: plan.unresolved,
  };
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}
