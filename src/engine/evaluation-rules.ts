import type { Config } from "../config/index.ts";
import type { AuditFailure } from "../diagnostic/index.ts";
import {
  isEvaluationRule,
  type Evaluation,
  type EvaluationContext,
  type Messages,
  type Rule,
} from "../rule/index.ts";
import { createDraft, describeFailure } from "./dispatch.ts";
import type { PlacedDraft } from "./placed-findings.ts";

/** Runs the rules that look at what Nix says. Each finding is judged by the settings of the file that it stands in. */
export function runEvaluationRules(
  rules: readonly Rule[],
  evaluation: Evaluation,
  config: Config,
): { readonly drafts: readonly PlacedDraft[]; readonly failures: readonly AuditFailure[] } {
  const drafts: PlacedDraft[] = [];
  const failures: AuditFailure[] = [];
  for (const rule of rules) {
    if (!isEvaluationRule(rule)) continue;
    const context: EvaluationContext<Messages, never> = {
      // Where no file says otherwise, the options are those of the tree.
      options: config.settingsFor("flake.nix").get(rule.id)?.options as never,
      report({ at, message, related = [], hosts = [], severity, confidence, ...rest }) {
        const setting = config.settingsFor(at.path).get(rule.id);
        if (!setting) return;
        const finding = {
          at: at.span,
          message,
          data: rest.data,
          ...(severity ? { severity } : {}),
          ...(confidence ? { confidence } : {}),
        };
        const draft = createDraft(rule, setting, finding, { hasSyntaxError: false });
        drafts.push({ ...draft, path: at.path, hosts, relatedPlaces: related });
      },
    };
    try {
      rule.check(evaluation, context);
    } catch (error) {
      failures.push(describeFailure(rule.id, "", error));
    }
  }
  return { drafts, failures };
}
