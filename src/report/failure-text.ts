import type { AuditFailure } from "../diagnostic/index.ts";
import { toLine } from "./plain-text.ts";

/** A failure as one line that says what failed where, without its stack; paths as `displayPath` gives them. */
export function describeFailure(
  failure: AuditFailure,
  displayPath: (path: string) => string = (path) => path,
): string {
  const rule = failure.ruleId === undefined ? "nixaudit" : `the rule \`${failure.ruleId}\``;
  const place = failure.path === undefined ? "" : ` on ${displayPath(failure.path)}`;
  return toLine(`${rule} failed${place}: ${failure.message}`);
}
