import { createHash } from "node:crypto";
import { severities } from "../../diagnostic/index.ts";
import { countOf } from "../plain-text.ts";
import type { Block, Section, Table } from "./document.ts";
import { renderGraph } from "./graph-svg.ts";
import { htmlScript } from "./html-script.ts";
import { htmlStyle } from "./html-style.ts";
import { escapeHtml, htmlOf, link } from "./html-text.ts";
import type { FindingGroup, ReportModel, ReportedFinding } from "./model.ts";
import { sectionsOf } from "./sections.ts";

/** Longer tables are folded. */
const ROWS_OPEN = 12;
/** Under these the score is shown as low, and as middling. */
const LOW = 50;
const MIDDLE = 80;

/** The report as one html file that needs nothing else: no network, no other file. */
export function renderAuditHtml(model: ReportModel): string {
  const sections = sectionsOf(model);
  const hash = (content: string): string =>
    `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
  // Should markup ever get through, the browser still runs and loads nothing but this style and this script.
  const policy = `default-src 'none'; style-src ${hash(htmlStyle)}; script-src ${hash(htmlScript)}; base-uri 'none'; form-action 'none'`;
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    "<title>Configuration audit</title>",
    `<style>${htmlStyle}</style>`,
    "</head>",
    "<body>",
    "<header><h1>Configuration audit</h1></header>",
    `<nav aria-label="Sections"><ol>${sections.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join("")}</ol></nav>`,
    renderFilters(model),
    "<main>",
    ...sections.map(renderSection),
    "</main>",
    `<script>${htmlScript}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function renderFilters({ groups, modularization }: ReportModel): string {
  const categories = [...new Set(groups.map(({ category }) => category))].toSorted();
  const hosts = [
    ...new Set([
      ...(modularization?.hosts ?? []).map(({ name }) => name),
      ...groups.flatMap((group) => group.hosts),
    ]),
  ].toSorted();
  const option = (name: string): string =>
    `<option value="${escapeHtml(name)}">${escapeHtml(name)}</option>`;
  const boxes = severities.map(
    (level) =>
      `<label><input type="checkbox" name="severity" value="${level}" checked> <span class="level ${level}">${level}</span></label>`,
  );
  const hostFilter =
    hosts.length === 0
      ? ""
      : `<label>host <select name="host"><option value="">all</option>${hosts.map(option).join("")}</select></label>`;
  return `<form class="filters">${boxes.join("")}<label>category <select name="category"><option value="">all</option>${categories.map(option).join("")}</select></label>${hostFilter}<label>text <input type="search" name="search"></label><button type="reset">reset</button><output></output></form>`;
}

function renderSection({ id, title, blocks }: Section, index: number): string {
  return `<section id="${id}"><h2>${index + 1}. ${escapeHtml(title)}</h2>\n${blocks.map(renderBlock).join("\n")}\n</section>`;
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case "text":
      return `<p>${htmlOf(block.text)}</p>`;
    case "heading":
      return `<h3>${htmlOf(block.text)}</h3>`;
    case "list": {
      const tag = block.isOrdered ? "ol" : "ul";
      const items = block.items.map((item) => `<li>${item.map(htmlOf).join(" ")}</li>`);
      return `<${tag}>${items.join("")}</${tag}>`;
    }
    case "command":
      return `<p>${htmlOf({ code: block.command })}</p>`;
    case "groups":
      return block.groups.map(renderGroup).join("\n");
    case "score":
      return renderScore(block.model);
    case "graph":
      return renderGraph(block.model);
    case "table":
      return renderTable(block);
  }
}

function renderScore({ score: { total } }: ReportModel): string {
  const level = total < LOW ? " low" : total < MIDDLE ? " middle" : "";
  // An attribute of svg, because the page's policy allows no style in an element.
  const bar = `<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="filled" width="${total}" height="4"/></svg>`;
  return `<div class="score${level}"><b>${total}</b><span>of 100</span>${bar}</div>`;
}

function renderTable({ title, columns, rows }: Table): string {
  const kind = (isNumber: true | undefined): string => (isNumber ? ' class="number"' : "");
  const head = columns.map((column) => `<th${kind(column.isNumber)}>${htmlOf(column.title)}</th>`);
  const lines = rows.map(
    (row) =>
      `<tr>${row.map((content, index) => `<td${kind(columns[index]?.isNumber)}>${htmlOf(content)}</td>`).join("")}</tr>`,
  );
  const table = `<div class="wide"><table><thead><tr>${head.join("")}</tr></thead><tbody>\n${lines.join("\n")}\n</tbody></table></div>`;
  if (rows.length <= ROWS_OPEN) return table;
  return `<details><summary>${htmlOf(title)} (${rows.length})</summary>${table}</details>`;
}

function renderGroup(group: FindingGroup): string {
  const { ruleId, category, summary, severity, confidence, findings, fixable, help, hosts } = group;
  const facts = [
    category,
    ...(confidence === "high" ? [] : [`${confidence} confidence`]),
    countOf(findings.length, "place"),
    ...(fixable.safe > 0 ? [`${fixable.safe} fixable`] : []),
    ...(fixable.unsafe > 0 ? [`${fixable.unsafe} fixable after a look`] : []),
    ...(hosts.length > 0 ? [countOf(hosts.length, "host")] : []),
  ];
  return `<details class="group" data-category="${escapeHtml(category)}" data-rule="${escapeHtml(ruleId)}"><summary><span class="level ${severity}">${severity}</span> <strong>${escapeHtml(ruleId)}</strong>: ${htmlOf(summary)} <span class="facts">(${facts.join(", ")})</span></summary><ul>${findings.map(renderFinding).join("\n")}</ul><p>${link(help, "About this rule")}</p></details>`;
}

function renderFinding({ path, line, severity, message, hosts, fix }: ReportedFinding): string {
  const advice =
    fix === undefined
      ? ""
      : ` <span class="fix">Fix${fix.safety === "unsafe" ? " after a look" : ""}: ${htmlOf(fix.title)}.</span>`;
  return `<li data-severity="${severity}" data-hosts="${escapeHtml(JSON.stringify(hosts))}">${htmlOf({ code: `${path}:${line}` })} ${htmlOf(message)}${advice}</li>`;
}
