import type { Static, TObject } from "typebox";
import type { Confidence, RuleMetadata, Severity } from "../diagnostic/index.ts";
import type { Place, Project } from "../project/index.ts";
import type { DataFor, Messages, OfferedFix, Rule } from "./define-rule.ts";

interface ProjectReportBase {
  /** The shortest range that shows what is wrong. In a file of the tree: Nix, or data such as flake.lock. */
  readonly at: Place;
  /** Edits of the file that the finding stands on. */
  readonly fix?: OfferedFix | undefined;
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Names of the hosts that it is about; all whose closure holds the file when left out. */
  readonly hosts?: readonly string[];
}

/** One finding of a project rule. */
export type ProjectReport<M extends Messages> = {
  [Name in keyof M & string]: ProjectReportBase & { readonly message: Name } & DataFor<M[Name]>;
}[keyof M & string];

/** What a project rule may look at. */
export interface ProjectContext<M extends Messages, Options> {
  readonly options: Options;
  /**
   * The day to judge ages by, as of `--now`, at midnight UTC. Undefined where none was given: a rule then goes by what the tree
   * tells, such as the newest source of flake.lock, so that equal trees give equal results.
   */
  readonly now?: Date;
  report(finding: ProjectReport<M>): void;
}

type OptionsOf<Schema> = Schema extends TObject ? Static<Schema> : Readonly<Record<string, never>>;

/** A rule over the whole project, as its author writes it. */
export interface ProjectRuleDefinition<
  M extends Messages,
  Schema extends TObject | undefined,
> extends RuleMetadata {
  readonly messages: M;
  readonly options?: Schema;
  /** Whether it reads the prints of the files' code, which are made for such rules only. */
  readonly readsPrints?: true;
  /** Called once an audit, after all files were looked at. */
  check(project: Project, context: ProjectContext<M, OptionsOf<Schema>>): void;
}

/** Defines a rule that looks at the project as a whole: hosts, import graph, flake inputs. */
export function defineProjectRule<
  const M extends Messages,
  Schema extends TObject | undefined = undefined,
>(definition: ProjectRuleDefinition<M, Schema>): Rule {
  // Not a copy: the built rules get their docs when asked.
  return Object.assign(definition, { scope: "project", visit: {} }) as unknown as Rule;
}

/** A project rule as the engine runs it. */
export interface ProjectRule extends Omit<Rule, "scope"> {
  readonly scope: "project";
  readonly readsPrints?: true;
  check(project: Project, context: ProjectContext<Messages, never>): void;
}

/** Whether a rule looks at the project. */
export function isProjectRule(rule: Rule): rule is Rule & ProjectRule {
  return (rule as { scope: string }).scope === "project";
}
