import { countOf } from "../plain-text.ts";
import { blockOf, isSameBlock, tickAll, withBlock } from "./block.ts";
import type { ExistingIssue, IssueAction, IssueGroup, TrackingAction } from "./issue.ts";
import { areaName, proseOf, trackingLabel } from "./issue-text.ts";
import { blockBegin, blockEnd, issueKey, renderIssueToken } from "./tokens.ts";

type Pieces = TrackingAction["body"];

/** How many groups without an issue are named. */
const NAMED_GROUPS = 20;

/** What is to be done about the issue that lists the others; undefined where there is nothing to list. */
export function planTracking(
  issue: ExistingIssue | undefined,
  actions: readonly IssueAction[],
  left: readonly IssueGroup[],
): TrackingAction | undefined {
  const isDone = left.length === 0 && !actions.some(({ isOpen }) => isOpen);
  const common = {
    number: issue?.number,
    key: issueKey(),
    labels: [trackingLabel],
    comment: undefined,
  };
  const pieces = [...renderList(actions, left)];
  if (!issue) {
    if (isDone) return undefined;
    const title = "nixaudit: what the audit found";
    const body = [`${renderIssueToken()}\n`, ...pieces, "\n"];
    return { ...common, action: "create", title, isOpen: true, body };
  }
  const { title, body, isOpen } = issue;
  const keep = { ...common, action: "keep", title, isOpen, body: [body] } as const;
  if (isDone) {
    if (!isOpen) return keep;
    const ticked = withBlock(body, tickAll(blockOf(body)));
    const comment = "Everything that is listed here is fixed.";
    return { ...keep, action: "close", isOpen: false, body: [ticked], comment };
  }
  const hasNews = actions.some(({ action }) => action === "create" || action === "reopen");
  if (!isOpen && !hasNews) return keep;
  if (isOpen && !hasNews && isSameBlock(body, pieces.map(pieceText).join(""))) return keep;
  return {
    ...keep,
    action: isOpen ? "update" : "reopen",
    isOpen: true,
    body: replaceBlock(body, pieces),
    comment: isOpen ? undefined : "nixaudit finds something again, or something new.",
  };
}

/** A piece as text; an issue without a number is left out: its title stands beside it. */
export function pieceText(piece: Pieces[number]): string {
  if (typeof piece === "string") return piece;
  const { number } = piece.issue;
  return number === undefined ? "" : `#${number}`;
}

/** The pieces in place of the block of a body. */
function replaceBlock(body: string, pieces: Pieces): Pieces {
  // Stands for the pieces, which hold what is no text yet.
  const place = `${blockBegin}\n${blockEnd}`;
  const around = withBlock(body, place);
  const at = around.lastIndexOf(place);
  return [around.slice(0, at), ...pieces, around.slice(at + place.length)];
}

function* renderList(
  actions: readonly IssueAction[],
  left: readonly IssueGroup[],
): Generator<Pieces[number]> {
  const open = actions.filter(({ isOpen }) => isOpen);
  const closed = actions.filter(({ isOpen }) => !isOpen);
  yield `${blockBegin}\n\n`;
  yield `${countOf(open.length, "issue")} open, ${closed.length} closed.\n`;
  for (const issue of open) yield* renderEntry("- [ ] ", issue);
  if (open.length > 0) yield "\n";
  for (const issue of closed) yield* renderEntry("- [x] ", issue);
  if (closed.length > 0) yield "\n";
  if (left.length > 0) yield renderLeft(left);
  yield `\n${blockEnd}`;
}

function* renderEntry(bullet: string, issue: IssueAction): Generator<Pieces[number]> {
  yield `\n${bullet}`;
  yield { issue };
  yield ` ${proseOf(issue.title)}`;
}

function renderLeft(left: readonly IssueGroup[]): string {
  const named = left
    .slice(0, NAMED_GROUPS)
    .map(({ rule, area }) => `${rule.id} in ${proseOf(areaName(area))}`);
  const more = left.length > named.length ? ` and ${left.length - named.length} more` : "";
  return `\nNot filed, because there would be too many: ${named.join(", ")}${more}.\n`;
}
