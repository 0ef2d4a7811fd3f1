import type { Diagnostic } from "../../src/diagnostic/index.ts";

/** A finding that a fixture announces: its line, and its columns where carets mark them. */
export interface Expectation {
  readonly line: number;
  /** 1-based UTF-16 columns, the end exclusive. A finding of several lines is marked on its first one. */
  readonly columns?: readonly [number, number];
  /** Where only the start is announced. */
  readonly column?: number;
}

/**
 * The expectations in a fixture. `#   ^^^^ rule-id` marks the columns in the nearest line above that is no such mark;
 * `# expect[-3]: rule-id` a line that far away (`[0]`, or no bracket, is its own line).
 */
export function readExpectations(text: string, ruleId: string): Expectation[] {
  const lines = text.split(/\r\n|\r|\n/);
  const expectations: Expectation[] = [];
  for (const [index, line] of lines.entries()) {
    const carets = caretMark.exec(line);
    if (carets?.[2] === ruleId) {
      let marked = index - 1;
      while (marked >= 0 && caretMark.test(lines[marked] ?? "")) marked -= 1;
      const start = line.indexOf("^") + 1;
      expectations.push({ line: marked + 1, columns: [start, start + (carets[1] ?? "").length] });
    }
    const expected = /#\s*expect(?:\[([+-]?\d+)\])?:\s*([\w-]+)/.exec(line);
    if (expected?.[2] === ruleId) expectations.push({ line: index + 1 + Number(expected[1] ?? 0) });
  }
  return expectations.toSorted(
    (a, b) => a.line - b.line || (a.columns?.[0] ?? 0) - (b.columns?.[0] ?? 0),
  );
}

const caretMark = /^\s*#\s*(\^+)\s+([\w-]+)\s*$/;

/** What is wrong between expectations and findings, a line for each; empty when all is as announced. */
export function compareWithExpectations(
  expectations: readonly Expectation[],
  findings: readonly Diagnostic[],
  text: string,
): string[] {
  const problems: string[] = [];
  const left = [...findings];
  const lines = text.split(/\r\n|\n/);
  for (const { line, columns, column } of expectations) {
    const index = left.findIndex(
      (found) =>
        found.startLine === line &&
        (column === undefined || found.startColumn === column) &&
        (!columns || (found.startColumn === columns[0] && lastColumn(found, lines) === columns[1])),
    );
    if (index === -1)
      problems.push(
        `expected at ${line}${columns ? `:${columns[0]}-${columns[1]}` : ""}, not found`,
      );
    else left.splice(index, 1);
  }
  for (const { startLine, startColumn, endLine, endColumn, message } of left) {
    problems.push(
      `found at ${startLine}:${startColumn}-${endLine}:${endColumn}, not expected: ${message}`,
    );
  }
  return problems;
}

function lastColumn(found: Diagnostic, lines: readonly string[]): number {
  return found.endLine === found.startLine
    ? found.endColumn
    : (lines[found.startLine - 1] ?? "").length + 1;
}
