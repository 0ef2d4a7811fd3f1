import { escapeMarkdown } from "../markdown-text.ts";
import { countOf, toLine } from "../plain-text.ts";
import type { Block, Inline, Section, Table } from "./document.ts";
import { parseInline } from "./inline.ts";
import type { FindingGroup, ReportModel } from "./model.ts";
import { sectionsOf } from "./sections.ts";

/** Longer tables and lists are folded, and after so many rows cut: the html and json reports have them all. */
const ROWS_OPEN = 12;
const MOST_ROWS = 100;
const MOST_PLACES = 30;
const PLACES_OPEN = 5;

/** The report as a page of markdown, for a forge or an editor. */
export function renderAuditMarkdown(model: ReportModel): string {
  const sections = sectionsOf(model);
  const contents = sections.map(({ title }, index) => `${index + 1}. ${title}\n`).join("");
  const bodies = sections.map(
    (section, index) => `\n## ${index + 1}. ${section.title}\n\n${renderSection(section)}`,
  );
  return `# Configuration audit\n\n${contents}${bodies.join("")}`;
}

function renderSection({ blocks }: Section): string {
  return blocks
    .map(renderBlock)
    .filter((block) => block !== "")
    .join("\n");
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case "text":
      return `${inline(block.text)}\n`;
    case "heading":
      return `### ${inline(block.text)}\n`;
    case "list":
      return block.items
        .map(
          (item, index) =>
            `${block.isOrdered ? `${index + 1}.` : "-"} ${item.map(cell).join(" ")}\n`,
        )
        .join("");
    case "command":
      return `    ${toLine(block.command)}\n`;
    case "groups":
      return block.groups.map(renderGroup).join("\n");
    case "score":
      return `**Score: ${block.model.score.total} of 100**\n`;
    case "graph":
      return "";
    case "table":
      return renderTable(block);
  }
}

function renderTable({ title, columns, rows }: Table): string {
  const head = `| ${columns.map((column) => inline(column.title)).join(" | ")} |\n| ${columns.map(({ isNumber }) => (isNumber ? "---:" : "---")).join(" | ")} |\n`;
  const lines = rows
    .slice(0, MOST_ROWS)
    .map((row) => `| ${row.map(cell).join(" | ")} |\n`)
    .join("");
  const left = rows.length - MOST_ROWS;
  const more = left > 0 ? `\n_${countOf(left, "more row")} in the html and json reports._\n` : "";
  const table = `${head}${lines}${more}`;
  return rows.length > ROWS_OPEN ? fold(`${inlineHtml(title)} (${rows.length})`, table) : table;
}

function renderGroup(group: FindingGroup): string {
  const { ruleId, summary, severity, confidence, findings, fixable, help, hosts } = group;
  const facts = [
    severity,
    ...(confidence === "high" ? [] : [`${confidence} confidence`]),
    countOf(findings.length, "place"),
    ...(fixable.safe > 0 ? [`${fixable.safe} fixable`] : []),
    ...(fixable.unsafe > 0 ? [`${fixable.unsafe} fixable after a look`] : []),
    ...(hosts.length > 0 ? [countOf(hosts.length, "host")] : []),
  ];
  const places = findings
    .slice(0, MOST_PLACES)
    .map(({ path, line, message }) => `- ${code(`${path}:${line}`)} ${inline(message)}\n`)
    .join("");
  const left = findings.length - MOST_PLACES;
  const more = left > 0 ? `- ${left} more in the html and json reports\n` : "";
  const list = `${places}${more}`;
  const head = `**[${escapeMarkdown(toLine(ruleId))}](${help})**: ${inline(summary)} (${facts.join(", ")})\n`;
  const body = findings.length > PLACES_OPEN ? fold(countOf(findings.length, "place"), list) : list;
  return `${head}\n${body}`;
}

function fold(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n</details>\n`;
}

function cell(content: Inline): string {
  if (typeof content === "number") return String(content);
  if (typeof content === "string") return inline(content);
  if ("code" in content) return content.code === "" ? "" : code(content.code);
  return `[${inline(content.text)}](${content.url})`;
}

function inline(content: string): string {
  return parseInline(content)
    .map(({ kind, text }) => {
      if (kind === "code") return code(text);
      const escaped = escapeProse(text);
      return kind === "strong" ? `**${escaped}**` : escaped;
    })
    .join("");
}

/** Safe in a cell of a table: a pipe ends a cell even in code. */
function code(content: string): string {
  const line = toLine(content);
  return /[|`]/.test(line) || line.trim() !== line
    ? `<code>${escapeMarkdown(line)}</code>`
    : `\`${line}\``;
}

/** Readable: what is harmless within a sentence stays. */
function escapeProse(content: string): string {
  return content.replaceAll(/[\\*_[\]#|<>~&$@`]/gu, (character) => escapeMarkdown(character));
}

function inlineHtml(content: string): string {
  return escapeProse(toLine(content));
}
