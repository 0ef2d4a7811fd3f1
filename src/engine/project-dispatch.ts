import type { AuditFailure } from "../diagnostic/index.ts";
import type { Config, RuleSetting } from "../config/index.ts";
import type { Project } from "../project/index.ts";
import {
  isProjectRule,
  type Messages,
  type ProjectReport,
  type ProjectRule,
  type Rule,
} from "../rule/index.ts";
import { createDraft, describeFailure, isWanted, type RuleTimes } from "./dispatch.ts";
import type { Draft } from "./draft.ts";

/** A finding of a project rule before it is located. */
export interface ProjectDraft extends Draft {
  readonly path: string;
}

export interface ProjectRun {
  readonly rules: readonly Rule[];
  readonly config: Config;
  /** The day to judge ages by. */
  readonly now?: Date;
  readonly times?: RuleTimes;
  /** Whether a Nix file has a syntax error: no fix is offered in it. */
  readonly hasSyntaxError: (path: string) => boolean;
}

/** The project rules that run on one of the files at least. */
export function enabledProjectRules(
  rules: readonly Rule[],
  config: Config,
  paths: Iterable<string>,
): (Rule & ProjectRule)[] {
  const all = rules.filter(isProjectRule);
  if (all.length === 0) return [];
  const settings = distinctSettings(config, paths);
  return all.filter(({ id }) => settings.some((ids) => ids.has(id)));
}

/** Runs the project rules. One that throws is a failure, and the others go on. */
export function runProjectRules(
  project: Project,
  run: ProjectRun,
): { readonly drafts: readonly ProjectDraft[]; readonly failures: readonly AuditFailure[] } {
  const { rules, config, times } = run;
  const drafts: ProjectDraft[] = [];
  const failures: AuditFailure[] = [];
  const paths = [...project.files.keys(), ...project.otherFiles];
  const settings = distinctSettings(config, paths);
  for (const rule of enabledProjectRules(rules, config, paths)) {
    const start = performance.now();
    try {
      for (const options of distinctOptions(rule, settings))
        runRule(rule, options, project, run, drafts);
    } catch (error) {
      failures.push(describeFailure(rule.id, "", error));
    }
    times?.set(rule.id, (times.get(rule.id) ?? 0) + performance.now() - start);
  }
  return { drafts, failures };
}

function runRule(
  rule: Rule & ProjectRule,
  options: string,
  project: Project,
  { config, now, hasSyntaxError }: ProjectRun,
  drafts: ProjectDraft[],
): void {
  rule.check(project, {
    options: JSON.parse(options) as never,
    ...(now ? { now } : {}),
    report(finding) {
      const { path } = finding.at;
      if (!project.files.has(path) && !project.otherFiles.has(path))
        throw new Error(`${rule.id} reports in a file that is not of the project: ${path}`);
      const setting = config.settingsFor(path).get(rule.id);
      // Where overrides give this file other options, another run of the rule speaks of it.
      if (!setting || JSON.stringify(setting.options) !== options) return;
      const draft = createProjectDraft(rule, setting, finding, hasSyntaxError(path));
      if (isWanted(draft, config)) drafts.push(draft);
    },
  });
}

function createProjectDraft(
  rule: Rule,
  setting: RuleSetting,
  finding: ProjectReport<Messages>,
  hasSyntaxError: boolean,
): ProjectDraft {
  const { at, related = [], hosts } = finding;
  const draft = createDraft(
    rule,
    setting,
    { ...finding, at: at.span, related: [] },
    {
      hasSyntaxError,
    },
  );
  return {
    ...draft,
    path: at.path,
    related: related.map(({ at: place, message }) => ({
      at: { start: place.span.start, end: place.span.end },
      message,
      path: place.path,
    })),
    ...(hosts ? { hosts } : {}),
  };
}

function distinctSettings(
  config: Config,
  paths: Iterable<string>,
): readonly ReadonlyMap<string, RuleSetting>[] {
  if (config.data.overrides.length === 0) return [config.settingsFor("flake.nix")];
  return [...new Set(Array.from(paths, (path) => config.settingsFor(path)))];
}

/** As JSON: equal options are equal text. */
function distinctOptions(
  rule: Rule,
  settings: readonly ReadonlyMap<string, RuleSetting>[],
): ReadonlySet<string> {
  return new Set(
    settings.flatMap((byId) => {
      const setting = byId.get(rule.id);
      return setting ? [JSON.stringify(setting.options)] : [];
    }),
  );
}
