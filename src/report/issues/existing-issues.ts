import type { ExistingIssue } from "./issue.ts";
import { readIssueToken } from "./tokens.ts";

/** The issues of nixaudit in a list, or why it is no such list. */
export type ExistingIssues =
  | { readonly ok: true; readonly issues: readonly ExistingIssue[] }
  | { readonly ok: false; readonly problem: string };

/** Reads what `gh issue list --json number,title,body,state` prints. Issues of other people are left out. */
export function readExistingIssues(text: string): ExistingIssues {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return { ok: false, problem: "it is not JSON" };
  }
  if (!Array.isArray(list)) return { ok: false, problem: "it is no list of issues" };
  const issues: ExistingIssue[] = [];
  for (const [index, entry] of list.entries()) {
    const issue = readIssue(entry);
    if (issue === undefined) {
      const fields = "number, title, body and state";
      return { ok: false, problem: `entry ${index + 1} has not the fields ${fields}` };
    }
    const token = readIssueToken(issue.body);
    if (token) issues.push({ ruleId: undefined, area: undefined, ...issue, ...token });
  }
  return { ok: true, issues };
}

/** Which of several issues with one key counts: an open one before a closed one, then the oldest. */
export function issuesByKey(issues: readonly ExistingIssue[]): ReadonlyMap<string, ExistingIssue> {
  const byKey = new Map<string, ExistingIssue>();
  const inOrder = issues.toSorted(
    (a, b) => Number(b.isOpen) - Number(a.isOpen) || a.number - b.number,
  );
  for (const issue of inOrder) if (!byKey.has(issue.key)) byKey.set(issue.key, issue);
  return byKey;
}

function readIssue(
  entry: unknown,
): Pick<ExistingIssue, "number" | "title" | "body" | "isOpen"> | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { number, title, body, state }: Record<string, unknown> = { ...entry };
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1) return undefined;
  if (typeof title !== "string" || typeof state !== "string") return undefined;
  if (typeof body !== "string" && body !== null) return undefined;
  return { number, title, body: body ?? "", isOpen: state.toUpperCase() === "OPEN" };
}
