import { countOf, toLine } from "../plain-text.ts";
import type { IssueAction, IssuePlan } from "./issue.ts";

/** What the plan comes to, for a person: one line an issue. */
export function renderIssuesText({ actions, tracking, left }: IssuePlan): string {
  const all = tracking ? [...actions, tracking] : actions;
  const rows = all.map((action) => [
    action.action,
    action.number === undefined ? "" : `#${action.number}`,
    "group" in action ? (action.group?.severity ?? "") : "",
    toLine(action.title) + sizeOf(action),
  ]);
  const widths = [0, 1, 2].map((column) =>
    Math.max(0, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .filter((_, column) => (widths[column] ?? 1) > 0)
      .join("  ")
      .trimEnd(),
  );
  const count = (action: string): number => all.filter((one) => one.action === action).length;
  const counts = (["create", "update", "reopen", "close", "keep"] as const)
    .map((action) => [action, count(action)] as const)
    .filter(([, number]) => number > 0)
    .map(([action, number]) => `${number} to ${action}`);
  const summary = counts.length === 0 ? "No issues." : `${counts.join(", ")}.`;
  return [
    ...lines,
    ...(lines.length > 0 ? [""] : []),
    summary,
    ...renderLeft(left.length),
    ...renderFixHint(actions),
    "",
  ].join("\n");
}

function renderLeft(count: number): readonly string[] {
  if (count === 0) return [];
  return [`${count} more would be new and are left out; --limit says how many may be.`];
}

/** What one command mends needs no issue. */
function renderFixHint(actions: readonly IssueAction[]): readonly string[] {
  const isMendable = ({ action, group }: IssueAction): boolean =>
    action === "create" && (group?.findings.every(({ fix }) => fix?.safety === "safe") ?? false);
  const count = actions.filter(isMendable).length;
  if (count === 0) return [];
  return [
    `\`nixaudit fix\` mends ${count} of the new ones without changing what the code means: run it first.`,
  ];
}

function sizeOf(action: IssueAction | NonNullable<IssuePlan["tracking"]>): string {
  if (!("group" in action) || !action.group) return "";
  const { findings, effort } = action.group;
  return ` (${countOf(findings.length, "finding")}, effort ${effort})`;
}
