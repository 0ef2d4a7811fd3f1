import { Chalk } from "chalk";
import { describeFailure } from "./failure-text.ts";
import { toLine, toPrintable } from "./plain-text.ts";
import type { Reporter } from "./reporter.ts";
import { severityColors } from "./severity-colors.ts";

/** One line a finding, in the form that editors and `grep` know; empty when nothing was found. */
export const conciseReporter: Reporter = {
  name: "concise",
  summary: "one line a finding, for editors and pipes",
  render({ findings, failures }, context) {
    const chalk = new Chalk({ level: context.color ? 1 : 0 });
    const colors = severityColors(chalk);
    const lines = findings.map((finding) => {
      const path = chalk.bold(toPrintable(context.displayPath(finding.path)));
      const place = `${path}:${finding.startLine}:${finding.startColumn}`;
      const rule = chalk.dim(`[${toLine(finding.ruleId)}]`);
      return `${place}: ${colors[finding.severity](finding.severity)}: ${toLine(finding.message)} ${rule}`;
    });
    for (const failure of failures) {
      const text = describeFailure(failure, context.displayPath);
      lines.push(`${chalk.bold("nixaudit")}: ${chalk.magenta("failure")}: ${text}`);
    }
    return lines.map((line) => `${line}\n`).join("");
  },
};
