import type { AuditFailure, Diagnostic } from "../diagnostic/index.ts";
import { describeFailure } from "./failure-text.ts";
import { groupByPath } from "./order.ts";
import { toLine } from "./plain-text.ts";
import type { Reporter } from "./reporter.ts";
import { renderXml, type XmlElement } from "./xml.ts";

/** Checkstyle's XML, which most review tools and editors read. */
export const checkstyleReporter: Reporter = {
  name: "checkstyle",
  summary: "Checkstyle XML, for review tools",
  render({ findings, failures }) {
    const errors = [
      ...findings.map((finding) => ({ path: finding.path, element: toError(finding) })),
      ...failures.map((failure) => ({
        path: failure.path ?? "nixaudit",
        element: failureError(failure),
      })),
    ];
    return renderXml({
      name: "checkstyle",
      attributes: { version: "4.3" },
      content: Array.from(groupByPath(errors), ([path, group]) => ({
        name: "file",
        attributes: { name: path },
        content: group.map(({ element }) => element),
      })),
    });
  },
};

function toError(finding: Diagnostic): XmlElement {
  return {
    name: "error",
    attributes: {
      line: finding.startLine,
      column: finding.startColumn,
      severity: finding.severity,
      message: toLine(finding.message),
      source: `nixaudit.${finding.category}.${finding.ruleId}`,
    },
  };
}

function failureError(failure: AuditFailure): XmlElement {
  const message = describeFailure(failure);
  const attributes = { line: 1, severity: "error", message, source: "nixaudit.internal-failure" };
  return { name: "error", attributes };
}
