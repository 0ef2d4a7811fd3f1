import type { Severity } from "../diagnostic/index.ts";
import { toLine } from "./plain-text.ts";
import type { Reporter } from "./reporter.ts";

const levels = { error: "critical", warning: "major", info: "info" } as const satisfies Record<
  Severity,
  string
>;

/** GitLab's Code Quality report; an empty list when nothing was found. */
export const gitlabReporter: Reporter = {
  name: "gitlab",
  summary: "GitLab Code Quality report",
  render({ findings }) {
    const seen = new Map<string, number>();
    const entries = findings.map((finding) => {
      const count = (seen.get(finding.fingerprint) ?? 0) + 1;
      seen.set(finding.fingerprint, count);
      return {
        // GitLab's pages do not show the name of the check.
        description: `${toLine(finding.message)} [${finding.ruleId}]`,
        check_name: finding.ruleId,
        // GitLab merges entries with one fingerprint.
        fingerprint: count === 1 ? finding.fingerprint : `${finding.fingerprint}-${count}`,
        severity: levels[finding.severity],
        location: {
          path: finding.path,
          lines: { begin: finding.startLine, end: finding.endLine },
        },
      };
    });
    return `${JSON.stringify(entries, undefined, 2)}\n`;
  },
};
