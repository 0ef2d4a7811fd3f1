import { blockOf, isSameBlock, tickAll, withBlock } from "./block.ts";
import { issuesByKey } from "./existing-issues.ts";
import type { ExistingIssue, IssueAction, IssueGroup, IssuePlan } from "./issue.ts";
import {
  labelsOf,
  renderBlock,
  renderItems,
  renderTitle,
  type IssueContext,
} from "./issue-text.ts";
import { planTracking } from "./plan-tracking.ts";
import { issueKey, readChecklist, renderIssueToken } from "./tokens.ts";

export interface PlanRequest {
  /** Every group that was found, also those that are to get no issue. */
  readonly groups: readonly IssueGroup[];
  readonly existing: readonly ExistingIssue[];
  /** Whether a group is bad enough to get an issue of its own. */
  readonly isWanted: (group: IssueGroup) => boolean;
  /** Whether the audit would have found what this rule reports in this area: only then silence means that it is fixed. */
  readonly isJudged: (ruleId: string, area: string) => boolean;
  /** How many issues may be new. */
  readonly limit: number;
  readonly hasTracking: boolean;
  readonly context: IssueContext;
}

/**
 * What is to be done so that the issues say what the audit found: nothing is made twice, what changed is written anew,
 * what is fixed is closed. An issue that a person closed stays closed while nothing new is found.
 */
export function planIssues(request: PlanRequest): IssuePlan {
  const existing = issuesByKey(request.existing);
  const actions: IssueAction[] = [];
  const left: IssueGroup[] = [];
  let room = request.limit;
  for (const group of request.groups) {
    const issue = existing.get(group.key);
    if (issue) {
      actions.push(planExisting(issue, group, request));
    } else if (request.isWanted(group)) {
      if (room > 0) actions.push(create(group, request.context));
      else left.push(group);
      room -= 1;
    }
  }
  const found = new Set(request.groups.map(({ key }) => key));
  for (const issue of existing.values()) {
    if (issue.ruleId === undefined || issue.area === undefined || found.has(issue.key)) continue;
    const isFixed = issue.isOpen && request.isJudged(issue.ruleId, issue.area);
    actions.push(isFixed ? close(issue) : keep(issue, undefined));
  }
  const tracking = request.hasTracking
    ? planTracking(existing.get(issueKey()), actions, left)
    : undefined;
  return { actions, tracking, left };
}

function create(group: IssueGroup, context: IssueContext): IssueAction {
  const token = renderIssueToken(group.rule.id, group.area);
  return {
    action: "create",
    number: undefined,
    key: group.key,
    title: renderTitle(group),
    labels: labelsOf(group),
    body: `${token}\n${renderBlock(group, [], context)}\n`,
    comment: undefined,
    isOpen: true,
    group,
  };
}

function planExisting(issue: ExistingIssue, group: IssueGroup, request: PlanRequest): IssueAction {
  const listed = readChecklist(blockOf(issue.body));
  const isWhole = request.isJudged(group.rule.id, group.area);
  if (issue.isOpen ? !isWhole : !hasNews(group, listed) || !request.isWanted(group))
    return keep(issue, group);
  const found = new Set(group.findings.map(({ fingerprint }) => fingerprint));
  const fixed = listed
    .filter(({ fingerprint }) => !found.has(fingerprint))
    .map((item) => ({ ...item, isTicked: item.isTicked || isWhole }));
  const block = renderBlock(group, fixed, request.context);
  if (issue.isOpen && isSameBlock(issue.body, block)) return keep(issue, group);
  return {
    ...keep(issue, group),
    action: issue.isOpen ? "update" : "reopen",
    labels: labelsOf(group),
    body: withBlock(issue.body, block),
    comment: issue.isOpen ? undefined : "nixaudit finds something here again, or something new.",
    isOpen: true,
  };
}

/** Whether something is found that the closed issue does not list, or lists as fixed. */
function hasNews(group: IssueGroup, listed: ReturnType<typeof readChecklist>): boolean {
  const known = new Set(
    listed.filter(({ isTicked }) => !isTicked).map(({ fingerprint }) => fingerprint),
  );
  return renderItems(group.findings).some(({ fingerprint }) => !known.has(fingerprint));
}

function keep(issue: ExistingIssue, group: IssueGroup | undefined): IssueAction {
  const { number, key, title, body, isOpen } = issue;
  const comment = undefined;
  return { action: "keep", number, key, title, labels: [], body, comment, isOpen, group };
}

function close(issue: ExistingIssue): IssueAction {
  return {
    ...keep(issue, undefined),
    action: "close",
    body: withBlock(issue.body, tickAll(blockOf(issue.body))),
    comment: "nixaudit does not find this any more: it is fixed, or silenced with a reason.",
    isOpen: false,
  };
}
