import type { HostRisk } from "../host-risk.ts";
import { codeSpan, escapeMarkdown, inlineMarkdown } from "../markdown-text.ts";
import { countOf, toLine } from "../plain-text.ts";
import type { FolderNode, Proposal, RefactoringPlan } from "./model.ts";

/** So many of the first proposals stand on the first page. */
const SHOWN_FIRST = 5;
const SHOWN_STEPS = 12;
const SHOWN_HOSTS = 30;
const SHOWN_UNRESOLVED = 20;
const SHOWN_FLAKES = 5;
/** A drawing of more arrows than this shows nothing. */
const MOST_ARROWS = 60;

/** The plan for people: a summary of one page first, then what it rests on, then the proposals in order. */
export function renderPlanMarkdown(plan: RefactoringPlan): string {
  const blocks = [
    "# Refactoring plan",
    ...summaryOf(plan),
    "## What there is",
    inventoryOf(plan),
    ...mapOf(plan.folders),
    ...criticalOf(plan),
    ...hostsOf(plan),
    "## Proposals",
    ...proposalsOf(plan),
    ...unknownOf(plan),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function summaryOf({ inventory, proposals, critical, hosts }: RefactoringPlan): readonly string[] {
  const { files, lines, findings, cycles } = inventory;
  const saved = proposals.reduce((sum, { linesSaved }) => sum + linesSaved, 0);
  const hostCount = inventory.hosts.reduce((sum, { hosts: count }) => sum + count, 0);
  const facts = `${countOf(files, "Nix file")} with ${countOf(lines, "line")} make ${countOf(hostCount, "host")}; ${countOf(findings, "finding")} ${findings === 1 ? "is" : "are"} open, ${countOf(cycles, "circle")} of imports.`;
  const [top] = critical;
  const [riskiest] = hosts;
  const risk = riskiest?.risk;
  const notes = [
    top
      ? `- Most depends on ${code(top.path)}: ${countOf(top.hosts, "host")}, ${countOf(top.lines, "line")}, ${countOf(top.findings, "finding")}.`
      : undefined,
    riskiest && risk && risk.score > 0
      ? `- Most to worry about is on ${code(riskiest.host.name)}: ${risk.score} of 100 (${risk.level}).`
      : undefined,
  ].filter((note) => note !== undefined);
  if (proposals.length === 0) {
    const nothing =
      "Nothing is proposed: what was found is a matter of single findings, not of structure.";
    return [facts, ...(notes.length > 0 ? [notes.join("\n")] : []), nothing];
  }
  const gain =
    saved === 0
      ? `${countOf(proposals.length, "proposal")}.`
      : `${countOf(proposals.length, "proposal")}, about ${countOf(saved, "line")} fewer.`;
  const rows = proposals
    .slice(0, SHOWN_FIRST)
    .map((proposal, index) => [
      String(index + 1),
      inlineMarkdown(toLine(proposal.title)),
      proposal.effort,
      proposal.risk,
      String(proposal.linesSaved),
    ]);
  return [
    facts,
    [...notes, `- ${gain}`].join("\n"),
    "First, in this order; each is a commit of its own:",
    table(["#", "Proposal", "Effort", "Risk", "Lines saved"], rows),
    "Effort: S under an hour, M under a day, L more. Check each with its commands before the next.",
  ];
}

function inventoryOf({ inventory }: RefactoringPlan): string {
  const { roles, hosts, flakes, declaredOptions, edges, unresolvedEdges, files, lines } = inventory;
  return table(
    ["What", "How much"],
    [
      ["Nix files", `${files} (${countOf(lines, "line")})`],
      ["By role", roles.map(({ role, files: count }) => `${role} ${count}`).join(", ")],
      ["Hosts", hosts.map(({ kind, hosts: count }) => `${kind} ${count}`).join(", ") || "none"],
      [
        "Flakes",
        flakes
          .slice(0, SHOWN_FLAKES)
          .map(({ path, inputs }) => `${code(path)} (${countOf(inputs, "input")})`)
          .join(", ") || "none",
      ],
      ["Options that the tree declares", String(declaredOptions)],
      ["Edges between files", `${edges}, ${unresolvedEdges} of them not followed`],
    ],
  );
}

function mapOf(folders: readonly FolderNode[]): readonly string[] {
  if (folders.length < 2) return [];
  const rows = folders.map(({ folder, files, lines, hosts, imports }) => [
    code(folder),
    String(files),
    String(lines),
    String(hosts),
    imports
      .slice(0, 4)
      .map(({ folder: to, edges }) => `${code(to)} ×${edges}`)
      .join(", "),
  ]);
  return [
    "## Dependency map",
    table(["Folder", "Files", "Lines", "Hosts", "Imports from"], rows),
    ...drawingOf(folders),
  ];
}

function drawingOf(folders: readonly FolderNode[]): readonly string[] {
  const ids = new Map(folders.map(({ folder }, index) => [folder, `n${index}`]));
  const arrows = folders.flatMap(({ folder, imports }) =>
    imports.map(({ folder: to, edges }) => `  ${ids.get(folder)} -->|${edges}| ${ids.get(to)}`),
  );
  if (arrows.length === 0 || arrows.length > MOST_ARROWS) return [];
  const nodes = folders
    .filter(
      ({ folder, imports }) =>
        imports.length > 0 ||
        folders.some((other) => other.imports.some((to) => to.folder === folder)),
    )
    .map(
      ({ folder }) =>
        `  ${ids.get(folder)}["${toLine(folder).replaceAll(/[#"<>&`]/g, (sign) => `#${sign.charCodeAt(0)};`)}"]`,
    );
  return [`\`\`\`mermaid\ngraph LR\n${[...nodes, ...arrows].join("\n")}\n\`\`\``];
}

function criticalOf({ critical }: RefactoringPlan): readonly string[] {
  if (critical.length === 0) return [];
  return [
    "## Critical files",
    "Where a mistake costs most: hosts × lines × (1 + findings).",
    table(
      ["File", "Hosts", "Lines", "Findings"],
      critical.map(({ path, hosts, lines, findings }) => [
        code(path),
        String(hosts),
        String(lines),
        String(findings),
      ]),
    ),
  ];
}

function hostsOf({ hosts }: RefactoringPlan): readonly string[] {
  if (hosts.length === 0) return [];
  const rows = hosts
    .slice(0, SHOWN_HOSTS)
    .map(({ host, lines, findings, risk }) => [
      code(host.name),
      host.kind,
      String(host.closure.length),
      String(lines),
      findings ? `${findings.error} / ${findings.warning} / ${findings.info}` : "",
      risk ? `${risk.score} ${risk.level}` : "",
      mainReason(risk),
    ]);
  const more = hosts.length - SHOWN_HOSTS;
  return [
    "## Hosts by risk",
    table(
      ["Host", "Kind", "Files", "Lines", "Errors / warnings / infos", "Risk", "Above all"],
      rows,
    ),
    ...(more > 0 ? [`And ${countOf(more, "host")} more: \`nixaudit hosts\` lists all.`] : []),
  ];
}

function mainReason(risk: HostRisk | undefined): string {
  const [first] = risk?.reasons ?? [];
  return first ? inlineMarkdown(toLine(first.reason)) : "";
}

function proposalsOf({ proposals }: RefactoringPlan): readonly string[] {
  if (proposals.length === 0) return ["None."];
  const numbers = new Map(proposals.map(({ id }, index) => [id, index + 1]));
  const isCompared = proposals.some(({ commands }) =>
    commands.some((command) => command.includes("drvPath")),
  );
  return [
    ...(isCompared
      ? [
          "Where the commands print `.drvPath`, run them before and after: equal paths prove that nothing changed. They differ for a good reason where the configuration holds its own source or revision (`self`), and where only the order of a list is another: `nix-diff` tells.",
        ]
      : []),
    ...proposals.map((proposal, index) => sectionOf(proposal, index + 1, numbers)),
  ];
}

function sectionOf(
  proposal: Proposal,
  number: number,
  numbers: ReadonlyMap<string, number>,
): string {
  const { title, kind, effort, risk, linesSaved, hosts, after, why, steps, commands } = proposal;
  const facts = [
    code(kind),
    `effort ${effort}`,
    `risk ${risk}`,
    linesSaved > 0 ? `saves ${countOf(linesSaved, "line")}` : undefined,
    `${hosts.length === 0 ? "no host" : countOf(hosts.length, "host")}${hosts.length > 0 && hosts.length <= 6 ? ` (${hosts.map(code).join(", ")})` : ""}`,
    after.length > 0 ? `after ${after.map((id) => `#${numbers.get(id)}`).join(", ")}` : undefined,
  ].filter((fact) => fact !== undefined);
  const shown = steps.slice(0, SHOWN_STEPS);
  const more = steps.length - shown.length;
  const skeletons = proposal.skeletons.map(
    ({ path, text }) =>
      `<details><summary>${escapeMarkdown(toLine(path))}</summary>\n\n${fenced("nix", text)}\n\n</details>`,
  );
  return [
    `### ${number}. ${inlineMarkdown(toLine(title))}`,
    facts.join(" · ").replaceAll("after #", "after "),
    inlineMarkdown(toLine(why)),
    `Files: ${proposal.files
      .slice(0, 12)
      .map(code)
      .join(", ")}${proposal.files.length > 12 ? ` and ${proposal.files.length - 12} more` : ""}`,
    [
      ...shown.map((step) => `- ${inlineMarkdown(toLine(step))}`),
      ...(more > 0 ? [`- And ${more} more; \`--format json\` has all.`] : []),
    ].join("\n"),
    ...skeletons,
    fenced("sh", commands.map(toLine).join("\n")),
  ].join("\n\n");
}

function unknownOf({ unresolved }: RefactoringPlan): readonly string[] {
  if (unresolved.length === 0) return [];
  const more = unresolved.length - SHOWN_UNRESOLVED;
  return [
    "## What could not be found out",
    "The plan knows nothing of what lies behind these, and proposes to remove no file while there are any: they may lead to it.",
    [
      ...unresolved
        .slice(0, SHOWN_UNRESOLVED)
        .map(
          ({ path, what, reason }) =>
            `- ${inlineMarkdown(toLine(what))} (${code(path)}): ${inlineMarkdown(toLine(reason))}`,
        ),
      ...(more > 0 ? [`- And ${more} more; \`--format json\` has all.`] : []),
    ].join("\n"),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Code that is safe in a cell of a table. */
function code(text: string): string {
  const plain = toLine(text);
  return plain.includes("|") ? `<code>${escapeMarkdown(plain)}</code>` : codeSpan(plain);
}

/** A block that no line of the text can end. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
