import type { Log, Notification, Run } from "sarif";
import type { AuditResult } from "../diagnostic/index.ts";
import { worstFirst } from "./order.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { describeNotifications, toNotifications } from "./sarif-notifications.ts";
import { SOURCE_ROOT, toResult } from "./sarif-results.ts";
import { describeRules, describeWeaknesses, weaknessesOf } from "./sarif-rules.ts";

/** GitHub keeps this many results of a run. */
const MAXIMUM_RESULTS = 5000;

/**
 * SARIF 2.1.0 for code scanning. Holds no suppressed results, because GitHub would open an alert for each,
 * and no time, machine or absolute path.
 */
export const sarifReporter: Reporter = {
  name: "sarif",
  summary: "SARIF 2.1.0, for code scanning",
  render: (result, context) => `${JSON.stringify(toSarifLog(result, context))}\n`,
};

/** The log as data; `notifications` are told beside those of the audit. */
export function toSarifLog(
  result: AuditResult,
  context: ReportContext,
  notifications: readonly Notification[] = [],
): Log {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [toRun(result, context, notifications)],
  };
}

function toRun(
  result: AuditResult,
  context: ReportContext,
  notifications: readonly Notification[],
): Run {
  const weaknesses = weaknessesOf(context.rules);
  const ruleIndexes = new Map(context.rules.map(({ id }, index) => [id, index]));
  const shown = worstFirst(result.findings).slice(0, MAXIMUM_RESULTS);
  return {
    tool: {
      driver: {
        name: "nixaudit",
        version: context.toolVersion,
        semanticVersion: context.toolVersion,
        informationUri: context.homepage,
        rules: describeRules(context, weaknesses),
        notifications: describeNotifications(context.homepage),
        ...(weaknesses.length === 0 ? {} : { supportedTaxonomies: [{ name: "CWE", index: 0 }] }),
      },
    },
    ...(weaknesses.length === 0 ? {} : { taxonomies: [describeWeaknesses(weaknesses)] }),
    invocations: [
      {
        executionSuccessful: result.failures.length === 0,
        toolExecutionNotifications: [
          ...toNotifications(result, result.findings.length - shown.length),
          ...notifications,
        ],
      },
    ],
    originalUriBaseIds: {
      [SOURCE_ROOT]: { description: { text: "The root of the audited tree." } },
    },
    columnKind: "utf16CodeUnits",
    results: shown.map((finding) => toResult(finding, ruleIndexes)),
  };
}
