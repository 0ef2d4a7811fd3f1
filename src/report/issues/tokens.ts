import { createHash } from "node:crypto";

/**
 * The marks by which an issue is known again. They stand in HTML comments, which a forge keeps and does not show, each
 * at a place of its line where no text of a finding can be.
 */
const issueToken = /^<!-- nixaudit:issue ([0-9a-f]{16}) (\S+) (\S+) -->\r?$/m;
const findingLine = /^- \[([ xX])\] (.*) <!-- nixaudit:([0-9a-f]{32}) -->\r?$/;

/** The begin and the end of what nixaudit writes in a body; the rest belongs to people. */
export const blockBegin = "<!-- nixaudit:begin -->";
export const blockEnd = "<!-- nixaudit:end -->";

/** Stands for rule and area in the tracking issue. */
const NOTHING = "-";

/** What tells the issue of a rule and an area from every other one; without them that of the tracking issue. */
export function issueKey(ruleId?: string, area?: string): string {
  return createHash("sha256")
    .update([ruleId ?? NOTHING, area ?? NOTHING].join("\0"))
    .digest("hex")
    .slice(0, 16);
}

/** The line that says which issue this is. */
export function renderIssueToken(ruleId?: string, area?: string): string {
  const place = area === undefined ? NOTHING : encodeArea(area);
  return `<!-- nixaudit:issue ${issueKey(ruleId, area)} ${ruleId ?? NOTHING} ${place} -->`;
}

/** What the body of an issue says it is about; undefined for an issue of other people. */
export function readIssueToken(
  body: string,
): { readonly key: string; readonly ruleId?: string; readonly area?: string } | undefined {
  const [, , ruleId, place] = issueToken.exec(body) ?? [];
  if (ruleId === undefined || place === undefined) return undefined;
  if (ruleId === NOTHING) return { key: issueKey() };
  const area = decodeArea(place);
  // The key follows from rule and area: one that somebody changed is not trusted.
  return area === undefined ? undefined : { key: issueKey(ruleId, area), ruleId, area };
}

/** A line of the checklist. */
export interface ChecklistItem {
  readonly isTicked: boolean;
  readonly text: string;
  readonly fingerprint: string;
}

export function renderChecklistItem({ isTicked, text, fingerprint }: ChecklistItem): string {
  return `- [${isTicked ? "x" : " "}] ${text} <!-- nixaudit:${fingerprint} -->`;
}

/** The findings that a body lists, in order. */
export function readChecklist(body: string): readonly ChecklistItem[] {
  return body.split("\n").flatMap((line) => {
    const [, tick, text, fingerprint] = findingLine.exec(line) ?? [];
    if (tick === undefined || text === undefined || fingerprint === undefined) return [];
    return [{ isTicked: tick !== " ", text, fingerprint }];
  });
}

function encodeArea(area: string): string {
  return Array.from(Buffer.from(area), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9._/]/.test(character)
      ? character
      : `%${byte.toString(16).padStart(2, "0").toUpperCase()}`;
  }).join("");
}

function decodeArea(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
