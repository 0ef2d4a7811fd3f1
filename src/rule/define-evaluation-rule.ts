import type { Static, TObject } from "typebox";
import type { RuleMetadata } from "../diagnostic/index.ts";
import type { ProjectReport } from "./define-project-rule.ts";
import type { Messages, Rule } from "./define-rule.ts";
import type { Evaluation } from "./evaluation.ts";

/** What an evaluation rule may look at beside what Nix said. */
export interface EvaluationContext<M extends Messages, Options> {
  readonly options: Options;
  report(finding: ProjectReport<M>): void;
}

type OptionsOf<Schema> = Schema extends TObject ? Static<Schema> : Readonly<Record<string, never>>;

/** A rule over what Nix says of the configuration, as its author writes it. */
export interface EvaluationRuleDefinition<
  M extends Messages,
  Schema extends TObject | undefined,
> extends RuleMetadata {
  readonly messages: M;
  readonly options?: Schema;
  /** Called once a validation, after all its stages. */
  check(evaluation: Evaluation, context: EvaluationContext<M, OptionsOf<Schema>>): void;
}

/** Defines a rule that needs Nix: it runs in `nixaudit validate` only. */
export function defineEvaluationRule<
  const M extends Messages,
  Schema extends TObject | undefined = undefined,
>(definition: EvaluationRuleDefinition<M, Schema>): Rule {
  return { ...definition, scope: "evaluation", visit: {} } as unknown as Rule;
}

/** An evaluation rule as the engine runs it. */
export interface EvaluationRule extends Omit<Rule, "scope"> {
  readonly scope: "evaluation";
  check(evaluation: Evaluation, context: EvaluationContext<Messages, never>): void;
}

/** Whether a rule looks at what Nix says. */
export function isEvaluationRule(rule: Rule): rule is Rule & EvaluationRule {
  return (rule as { scope: string }).scope === "evaluation";
}
