import type { IssueAction, IssuePlan, TrackingAction } from "./issue.ts";
import { pieceText } from "./plan-tracking.ts";

/** Raised only when a field goes or changes its meaning; new fields do not raise it. */
const ISSUES_VERSION = 1;

/** One JSON object a line and action, as `schemas/issue.schema.json` describes it; the tracking issue comes last. */
export function renderIssuesJsonl({ actions, tracking }: IssuePlan): string {
  const records = [...actions.map(toRecord), ...(tracking ? [toTrackingRecord(tracking)] : [])];
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

function toRecord(action: IssueAction): object {
  const { group } = action;
  return {
    ...commonOf(action),
    kind: "findings",
    body: action.body,
    ruleId: group?.rule.id ?? null,
    category: group?.rule.category ?? null,
    area: group?.area ?? null,
    severity: group?.severity ?? null,
    effort: group?.effort ?? null,
    hosts: group?.hosts ?? [],
    findings: (group?.findings ?? []).map(
      ({ fingerprint, path, startLine, startColumn, message }) => ({
        fingerprint,
        path,
        startLine,
        startColumn,
        message,
      }),
    ),
  };
}

/** `issues` are the keys of what it lists: one that is new has no number yet. */
function toTrackingRecord(tracking: TrackingAction): object {
  const issues = tracking.body.flatMap((piece) =>
    typeof piece === "string" ? [] : [piece.issue.key],
  );
  const body = tracking.body.map(pieceText).join("");
  return { ...commonOf(tracking), kind: "tracking", body, issues };
}

function commonOf(action: Omit<IssueAction, "body" | "group">): object {
  const { key, number, title, labels, comment } = action;
  return {
    version: ISSUES_VERSION,
    action: action.action,
    key,
    number: number ?? null,
    title,
    labels,
    comment: comment ?? null,
  };
}
