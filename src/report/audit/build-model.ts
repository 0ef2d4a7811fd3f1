import { categories } from "../../diagnostic/index.ts";
import { hardeningSettings, type ReportFacts } from "../../project/index.ts";
import { scoreOf } from "../score.ts";
import { groupFindings } from "./finding-groups.ts";
import { describeFlake } from "./flake-facts.ts";
import {
  type Coverage,
  type ModuleFacts,
  type PackageFacts,
  type ReportInput,
  type ReportModel,
  type SecurityFacts,
} from "./model.ts";
import { describeModularization, longestFiles } from "./modularization.ts";
import { planSteps } from "./plan.ts";

const SHOWN_RUNS = 12;

/** The report of an audit: a pure function, so that the same tree gives the same report. */
export function buildReportModel(input: ReportInput): ReportModel {
  const { result, project, summaries, toolVersion, homepage, date } = input;
  // What a baseline hides is still there: it counts in the score, so that no baseline makes a tree better.
  const known = result.suppressed.flatMap(({ by, diagnostic }) =>
    by === "baseline" ? [diagnostic] : [],
  );
  const { bytes } = result.summary;
  const groups = groupFindings(result.findings, { ...input, known, bytes });
  const description = project?.flakes[0]?.description;
  return {
    tool: { version: toolVersion, homepage },
    ...(date === undefined ? {} : { date }),
    ...(description === undefined ? {} : { description }),
    coverage: coverageOf(input),
    score: scoreOf([...result.findings, ...known], bytes),
    counts: result.summary.findings,
    fixable: result.summary.fixable,
    groups,
    security: securityFacts(input),
    modules: moduleFacts(summaries),
    packages: packageFacts(summaries),
    ...(project === undefined
      ? {}
      : { modularization: describeModularization(project, summaries) }),
    longest: longestFiles(summaries),
    ...(project === undefined
      ? {}
      : { flakes: project.flakes.map((flake) => describeFlake(flake, date)) }),
    plan: planSteps(result.findings, groups, { known, bytes }),
    comparison: {
      ...(input.baseline === undefined
        ? {}
        : {
            baseline: {
              known: known.length,
              added: result.findings.length,
              fixed: input.baseline.fixed,
            },
          }),
      history: input.history.slice(-SHOWN_RUNS),
    },
    clean: cleanCategories(input),
    suppressed: result.suppressed.map(({ diagnostic, by, reason }) => ({
      ruleId: diagnostic.ruleId,
      path: diagnostic.path,
      line: diagnostic.startLine,
      by,
      reason,
    })),
  };
}

function coverageOf({ result, summaries, ranRules, rules }: ReportInput): Coverage {
  const broken = new Map(
    result.findings
      .filter(({ ruleId }) => ruleId === "unreadable-file")
      .map(({ path, message }) => [path, message]),
  );
  for (const { path, hasSyntaxError } of summaries)
    if (hasSyntaxError) broken.set(path, "a part of it could not be parsed");
  return {
    files: result.summary.files,
    bytes: result.summary.bytes,
    lines: summaries.reduce((sum, { lines }) => sum + lines, 0),
    parsed: summaries.filter(({ hasSyntaxError }) => !hasSyntaxError).length,
    failed: [...broken]
      .map(([path, why]) => ({ path, why }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    skipped: result.skipped,
    failures: result.failures.map(({ ruleId, path, message }) => ({
      ...(ruleId === undefined ? {} : { ruleId }),
      ...(path === undefined ? {} : { path }),
      message,
    })),
    rulesRun: ranRules.size,
    rulesKnown: rules.length,
  };
}

function securityFacts({ summaries, project }: ReportInput): SecurityFacts {
  const managers = new Map<string, string[]>();
  for (const { path, secretManagers } of summaries)
    for (const name of secretManagers) managers.set(name, [...(managers.get(name) ?? []), path]);
  const services = summaries.flatMap(({ path, services: defined }) =>
    defined
      .filter(({ isOwn }) => isOwn)
      .map(({ name, line, user, hardening }) => ({
        name,
        path,
        line,
        ...(user === undefined ? {} : { user }),
        hardening,
        missing: hardeningSettings.filter((setting) => !hardening.includes(setting)),
      })),
  );
  return {
    managers: [...managers]
      .map(([name, files]) => ({ name, files }))
      .toSorted((a, b) => b.files.length - a.files.length || (a.name < b.name ? -1 : 1)),
    services: services.toSorted((a, b) => a.hardening.length - b.hardening.length),
    firewall: summaries.flatMap(({ path, firewall }) => {
      const hosts = project?.hosts.length ? project.hostsOf(path) : undefined;
      return firewall.map((setting) => ({
        path,
        ...setting,
        ...(hosts === undefined ? {} : { hosts }),
      }));
    }),
  };
}

function moduleFacts(summaries: readonly ReportFacts[]): ModuleFacts {
  const declaring = summaries.filter(({ options }) => options.length > 0);
  const lacking = declaring.flatMap(({ path, options }) =>
    options
      .filter(({ hasType, hasDescription }) => !hasType || !hasDescription)
      .map(({ option, line, hasType, hasDescription }) => ({
        path,
        line,
        option,
        lacks: [
          ...(hasType ? [] : ["type" as const]),
          ...(hasDescription ? [] : ["description" as const]),
        ],
      })),
  );
  return {
    declaring: declaring.length,
    typed: declaring.filter(({ options }) => options.every(({ hasType }) => hasType)).length,
    described: declaring.filter(({ options }) =>
      options.every(({ hasDescription }) => hasDescription),
    ).length,
    switchable: declaring.filter(({ options }) => options.some(({ isEnable }) => isEnable)).length,
    options: declaring.reduce((sum, { options }) => sum + options.length, 0),
    lacking,
  };
}

function packageFacts(summaries: readonly ReportFacts[]): readonly PackageFacts[] {
  return summaries
    .flatMap(({ path, packages }) => packages.map((list) => ({ path, ...list })))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Categories in which rules ran and found nothing. */
function cleanCategories({ result, rules, ranRules }: ReportInput): ReportModel["clean"] {
  const hit = new Set([
    ...result.findings.map(({ category }) => category),
    ...result.suppressed.map(({ diagnostic }) => diagnostic.category),
  ]);
  return categories.flatMap((category) => {
    const ran = rules.filter((rule) => rule.category === category && ranRules.has(rule.id)).length;
    return ran > 0 && !hit.has(category) ? [{ category, rules: ran }] : [];
  });
}
