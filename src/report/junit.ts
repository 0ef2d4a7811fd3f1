import type { AuditResult, Diagnostic } from "../diagnostic/index.ts";
import { describeFailure } from "./failure-text.ts";
import { groupByPath } from "./order.ts";
import { countOf, toLine } from "./plain-text.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { ruleUrl } from "./rule-url.ts";
import { renderXml, type XmlElement } from "./xml.ts";

/** A suite of test cases, as JUnit counts them. */
export interface Suite {
  readonly name: string;
  readonly tests: readonly XmlElement[];
  readonly failures: number;
  readonly errors: number;
  readonly skipped?: number;
}

/** A suite of failed tests for each file, and one passed test when nothing was found. */
export const junitReporter: Reporter = {
  name: "junit",
  summary: "JUnit XML, for the test page of a CI",
  render: (result, context) => renderSuites(suitesOf(result, context)),
};

/** The suites of an audit. */
export function suitesOf(
  { findings, failures, summary }: AuditResult,
  context: ReportContext,
): readonly Suite[] {
  const suites: Suite[] = Array.from(groupByPath(findings), ([path, found]) => ({
    name: path,
    tests: found.map((finding) => failedTest(finding, context)),
    failures: found.length,
    errors: 0,
  }));
  if (failures.length > 0) {
    const tests = failures.map((failure) => {
      const message = describeFailure(failure);
      return testCase("audit", "nixaudit", [{ name: "error", attributes: { message } }]);
    });
    suites.push({ name: "nixaudit", tests, failures: 0, errors: tests.length });
  }
  if (suites.length === 0) {
    const passed = testCase(`${countOf(summary.files, "file")} without a finding`, "nixaudit");
    suites.push({ name: "nixaudit", tests: [passed], failures: 0, errors: 0 });
  }
  return suites;
}

/** The whole document. */
export function renderSuites(suites: readonly Suite[]): string {
  return renderXml({
    name: "testsuites",
    attributes: {
      name: "nixaudit",
      tests: sum(suites.map(({ tests }) => tests.length)),
      failures: sum(suites.map((suite) => suite.failures)),
      errors: sum(suites.map(({ errors }) => errors)),
    },
    content: suites.map((suite) => ({
      name: "testsuite",
      attributes: {
        name: suite.name,
        tests: suite.tests.length,
        failures: suite.failures,
        errors: suite.errors,
        ...(suite.skipped === undefined ? {} : { skipped: suite.skipped }),
      },
      content: suite.tests,
    })),
  });
}

function failedTest(finding: Diagnostic, context: ReportContext): XmlElement {
  const { path, startLine, startColumn, ruleId, severity } = finding;
  const message = toLine(finding.message);
  const content = `${path}:${startLine}:${startColumn}: ${severity}: ${message}\n${ruleUrl(finding, context)}`;
  return testCase(`${ruleId}:${startLine}:${startColumn}`, path, [
    { name: "failure", attributes: { type: severity, message }, content },
  ]);
}

export function testCase(
  name: string,
  classname: string,
  content: readonly XmlElement[] = [],
): XmlElement {
  return { name: "testcase", attributes: { name, classname }, content };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
