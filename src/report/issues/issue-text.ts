import type { Diagnostic } from "../../diagnostic/index.ts";
import { codeSpan, inlineMarkdown } from "../markdown-text.ts";
import { countOf, toLine } from "../plain-text.ts";
import type { ReportContext } from "../reporter.ts";
import { ruleUrl } from "../rule-url.ts";
import type { IssueGroup } from "./issue.ts";
import { quoteForShell } from "./quote-for-shell.ts";
import { blockBegin, blockEnd, renderChecklistItem, type ChecklistItem } from "./tokens.ts";

/** GitHub takes 65,536 characters of a body: this for what is found, this for what is fixed, and the rest for all else. */
const CHECKLIST_CHARACTERS = 25_000;
const MOST_FIXED = 30;
const LONGEST_MESSAGE = 400;
const LONGEST_TITLE = 200;
const NAMED_FILES = 5;

/** What the text of an issue needs beside its findings. */
export type IssueContext = Pick<ReportContext, "toolVersion" | "homepage">;

/** The title of an issue: rule and area first, so that a list of issues can be read. */
export function renderTitle({ rule, area }: IssueGroup): string {
  return shorten(toLine(`${rule.id} in ${areaName(area)}: ${rule.summary}`), LONGEST_TITLE);
}

/** The labels of an issue; all begin with the tool's name, so that they are nobody else's. */
export function labelsOf({ rule, severity }: IssueGroup): readonly string[] {
  return [trackingLabel, `${trackingLabel}: ${severity}`, `${trackingLabel}: ${rule.category}`];
}

/** The label of every issue that nixaudit files. */
export const trackingLabel = "nixaudit";

/** The findings that fit into a body, as open items. */
export function renderItems(findings: readonly Diagnostic[]): readonly ChecklistItem[] {
  return fitting(findings, (finding) => ({
    isTicked: false,
    text: renderFinding(finding),
    fingerprint: finding.fingerprint,
  }));
}

/** The items of the first things, as many as there is room for. */
function fitting<Thing>(
  things: readonly Thing[],
  toItem: (thing: Thing) => ChecklistItem,
): readonly ChecklistItem[] {
  const items: ChecklistItem[] = [];
  let left = CHECKLIST_CHARACTERS;
  for (const thing of things) {
    const item = toItem(thing);
    left -= renderChecklistItem(item).length + 1;
    if (left < 0) break;
    items.push(item);
  }
  return items;
}

/** Place and message. No line of source is quoted: what an issue says is read by more people than a terminal is. */
function renderFinding({ path, startLine, message }: Diagnostic): string {
  const place = codeSpan(toLine(`${path}:${startLine}`));
  return `${place} ${inlineMarkdown(shorten(toLine(message), LONGEST_MESSAGE))}`;
}

/**
 * What nixaudit writes in the body of an issue: context, approach, hosts and a checklist. `fixed` are items of an
 * earlier run that are not found any more.
 */
export function renderBlock(
  group: IssueGroup,
  fixed: readonly ChecklistItem[],
  context: IssueContext,
): string {
  const { rule, severity, effort, findings } = group;
  const open = renderItems(findings);
  const kept = fitting(fixed, (item) => item).slice(0, MOST_FIXED);
  const facts = [`**${severity}**`, rule.category, countOf(findings.length, "finding")];
  return [
    blockBegin,
    `${facts.join(" · ")} · effort ${effort}`,
    ...renderWarning(group),
    "### Why it matters",
    rule.docs.why.trim(),
    "### What to do",
    renderApproach(group, context),
    "### Affected hosts",
    group.hosts.length === 0
      ? "Not known."
      : group.hosts.map((host) => codeSpan(toLine(host))).join(", "),
    "### Done when",
    [
      ...open.map(renderChecklistItem),
      ...(open.length < findings.length
        ? [
            `- [ ] ${findings.length - open.length} more, which ${codeSpan(checkCommand(group))} lists`,
          ]
        : []),
      ...kept.map(renderChecklistItem),
      `- [ ] ${codeSpan(checkCommand(group))} finds nothing`,
    ].join("\n"),
    blockEnd,
  ].join("\n\n");
}

/** Weaknesses that mean a credential in the text itself. */
const committedCredentials: ReadonlySet<number> = new Set([321, 522, 798, 1392]);

function renderWarning({ rule }: IssueGroup): readonly string[] {
  if (!rule.security?.cwe.some((weakness) => committedCredentials.has(weakness))) return [];
  return [
    "A secret that was committed stays in the history, readable for everyone who has the repository: **replace it first**, then take it out.",
  ];
}

function renderApproach(group: IssueGroup, context: IssueContext): string {
  const { rule, findings } = group;
  const safe = findings.filter(({ fix }) => fix?.safety === "safe").length;
  const unsafe = findings.filter(({ fix }) => fix?.safety === "unsafe").length;
  const lines: string[] = [];
  if (safe > 0)
    lines.push(`- ${codeSpan(fixCommand(group))} mends ${safe} of them; the meaning stays.`);
  if (unsafe > 0) {
    const command = codeSpan(`${fixCommand(group)} --unsafe-fixes`);
    const note = rule.docs.fixSafety === undefined ? "" : ` ${rule.docs.fixSafety.trim()}`;
    lines.push(`- ${command} mends ${unsafe}${safe > 0 ? " more" : ""}; read the diff.${note}`);
  }
  const [example] = rule.docs.examples;
  if (example) lines.push("- Instead of", fenced(example.bad), "  write", fenced(example.good));
  const page = ruleUrl({ category: rule.category, ruleId: rule.id }, context);
  lines.push(`- [The page of the rule](${page}) says more, and when it does not apply.`);
  return lines.join("\n");
}

function fenced(code: string): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}nix`, ...code.trimEnd().split("\n"), fence]
    .map((line) => `  ${line}`)
    .join("\n");
}

/** The area as a person says it. */
export function areaName(area: string): string {
  return area === "." ? "the top folder" : area;
}

function checkCommand(group: IssueGroup): string {
  return `nixaudit --select ${group.rule.id} ${pathsOf(group)}`;
}

function fixCommand(group: IssueGroup): string {
  return `nixaudit fix --select ${group.rule.id} ${pathsOf(group)}`;
}

/** The top folder as a path would be the whole tree: its files are named instead, as long as they are few. */
function pathsOf({ area, findings }: IssueGroup): string {
  if (area !== ".") return quoteForShell(toLine(area));
  const paths = [...new Set(findings.map(({ path }) => path))];
  if (paths.length > NAMED_FILES) return ".";
  return paths.map((path) => quoteForShell(toLine(path))).join(" ");
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  // A cut backtick pair or surrogate pair would change what follows.
  return `${escapeBackticks(text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, ""))}…`;
}

function escapeBackticks(text: string): string {
  return text.split("`").length % 2 === 1 ? text : `${text}\``;
}

/** A text of other people, as it may stand in a sentence. */
export function proseOf(text: string): string {
  return inlineMarkdown(toLine(text));
}
