import ajvModule from "ajv/dist/2020.js";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { withFindings } from "../../src/diagnostic/index.ts";
import {
  buildReportModel,
  renderAuditHtml,
  renderAuditJson,
  renderAuditMarkdown,
} from "../../src/report/audit/index.ts";
import { summarizeRun } from "../../src/report/index.ts";
import { inputOf, projectOf, summaryOf, withText } from "./audit-sample.ts";
import { resultOf } from "./sample.ts";
import { sampleResult } from "./sample-result.ts";

const project = projectOf({ web: "hosts/web.nix", db: "hosts/db.nix", mail: "hosts/mail.nix" }, [
  ["hosts/web.nix", "modules/common.nix"],
  ["hosts/db.nix", "modules/common.nix"],
  ["hosts/mail.nix", "modules/common.nix"],
  ["hosts/web.nix", "modules/server.nix"],
  ["hosts/db.nix", "modules/server.nix"],
  ["modules/lost.nix", "modules/lost-too.nix"],
]);
const titles = [
  "What was audited",
  "Summary",
  "Anti-patterns",
  "Security",
  "Module system",
  "Packages",
  "Performance",
  "Hosts and modularization",
  "Flake inputs",
  "Quality metrics",
  "Recommendations",
  "Action plan",
  "Score by category",
  "Comparison",
  "Clean and suppressed",
];

function headingsOf(markdown: string): readonly string[] {
  return Array.from(markdown.matchAll(/^## \d+\. (.*)$/gmu), ([, title = ""]) => title);
}

/** The body of the section with this title. */
function sectionOf(markdown: string, title: string): string {
  return markdown.split(/^## \d+\. /mu).find((part) => part.startsWith(title)) ?? "";
}

describe("the report", () => {
  test.each([
    ["of a full project", inputOf({ project, date: "2026-11-20", baseline: { fixed: 3 } })],
    ["without a project", inputOf()],
    ["of nothing", inputOf({ result: resultOf([], { files: 0 }), summaries: [], rules: [] })],
  ])("%s has all fifteen sections, none of them empty", (_, input) => {
    const model = buildReportModel(input);
    const markdown = renderAuditMarkdown(model);
    expect(headingsOf(markdown)).toEqual(titles);
    for (const title of titles)
      expect(sectionOf(markdown, title).slice(title.length).trim()).not.toBe("");
    const html = renderAuditHtml(model);
    expect(html.match(/<section id="[a-z-]+"><h2>\d+\. /gu)).toHaveLength(15);
    expect(JSON.parse(renderAuditJson(model))).toMatchObject({ version: 1 });
  });

  test("fits its schema as json", () => {
    const schema: unknown = JSON.parse(readFileSync("schemas/audit-report.schema.json", "utf8"));
    const isReport = new ajvModule.Ajv2020({ strict: true }).compile(schema as object);
    const history = [summarizeRun(sampleResult, { date: "2026-10-20", toolVersion: "0.1.0" })];
    const inputs = [
      inputOf({ project, date: "2026-11-20", baseline: { fixed: 1 }, history }),
      inputOf(),
      inputOf({ result: resultOf([]), summaries: [] }),
    ];
    for (const input of inputs) {
      isReport(JSON.parse(renderAuditJson(buildReportModel(input))));
      expect(isReport.errors).toBeNull();
    }
  });

  test("is the same bytes for the same input", () => {
    for (const render of [renderAuditMarkdown, renderAuditHtml, renderAuditJson]) {
      const once = render(buildReportModel(inputOf({ project })));
      expect(render(buildReportModel(inputOf({ project })))).toBe(once);
    }
  });

  test("says what is known of hosts, inputs and shared files", () => {
    const markdown = renderAuditMarkdown(
      buildReportModel(inputOf({ project, date: "2026-11-20" })),
    );
    const hosts = sectionOf(markdown, "Hosts");
    expect(hosts).toContain("| `web` | nixos | not known | `hosts/web.nix` | 3 | 1 |");
    expect(hosts).toContain("| `modules/server.nix` | 2 | `db`, `web` |");
    expect(hosts).toContain("| `modules/common.nix` | 3 | 3 |");
    expect(hosts).toContain("`modules/lost.nix`");
    const inputs = sectionOf(markdown, "Flake inputs");
    expect(inputs).toContain(
      "| `nixpkgs` | `github:NixOS/nixpkgs/nixos-26.05` |  | `aaaaaaa` | 406 | 2 |",
    );
    expect(inputs).toContain("| `github:NixOS/nixpkgs` | 2 | `nixpkgs`, `nixpkgs_2` |");
  });

  test("says that it does not know where there is no project, and of no age without a day", () => {
    const without = renderAuditMarkdown(buildReportModel(inputOf()));
    expect(sectionOf(without, "Hosts")).toContain("Not known");
    expect(sectionOf(without, "Flake inputs")).toContain("Not known");
    const undated = renderAuditMarkdown(buildReportModel(inputOf({ project })));
    expect(sectionOf(undated, "Flake inputs")).toContain("give `--date`");
  });

  test("finds no orphans where an import could not be followed", () => {
    const edges = [
      ...project.graph.edges,
      {
        from: "hosts/web.nix",
        kind: "module" as const,
        span: { start: 0, end: 1 },
        target: { kind: "unresolved" as const, reason: "computed" },
        by: "value" as const,
      },
    ];
    const open = { ...project, graph: { ...project.graph, edges } };
    const model = buildReportModel(inputOf({ project: open }));
    expect(model.modularization?.orphans).toBeUndefined();
    expect(buildReportModel(inputOf({ project })).modularization?.orphans).toEqual([
      "modules/lost-too.nix",
      "modules/lost.nix",
    ]);
  });

  test("puts each finding into one section, and plans each once", () => {
    const model = buildReportModel(inputOf({ project }));
    const count = sampleResult.findings.length;
    expect(model.groups.flatMap(({ findings }) => findings)).toHaveLength(count);
    expect(model.plan.reduce((sum, { findings }) => sum + findings, 0)).toBe(count);
    expect(model.plan.at(-1)?.scoreAfter).toBe(100);
    const html = renderAuditHtml(model);
    expect(html.match(/<li data-severity=/gu)).toHaveLength(count);
  });

  test("counts what a baseline knows in the score, so that no baseline makes a tree better", () => {
    const open = buildReportModel(inputOf());
    const result = withFindings(
      sampleResult,
      [],
      sampleResult.findings.map((diagnostic) => ({ diagnostic, by: "baseline", reason: "" })),
    );
    const known = buildReportModel(inputOf({ result, baseline: { fixed: 0 } }));
    expect(known.score).toEqual(open.score);
    expect(renderAuditMarkdown(known)).toContain("0 new findings, 7 known, 0 fixed");
  });

  test("folds long tables", () => {
    const summaries = Array.from({ length: 400 }, (_, index) =>
      summaryOf(`f${index}.nix`, {
        packages: [{ option: "environment.systemPackages", line: 1, count: 1 }],
      }),
    );
    const model = buildReportModel(inputOf({ summaries }));
    const packages = sectionOf(renderAuditMarkdown(model), "Packages");
    expect(packages).toContain("<details><summary>Lists of packages, the longest first (400)");
    expect(packages).toContain("300 more rows");
    expect(renderAuditHtml(model)).toContain("(400)</summary><div");
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "<script>alert(1)</script>",
        "</style>",
        "<!--",
        "]]>",
        '"',
        "'",
        "`",
        "**",
        "|",
        "&lt;",
        "<img src=x onerror=y>",
        "\n# Heading\n",
        "[a](javascript:b)",
        "\u0000",
        "\u202E",
        "\\",
        "</details>",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
);

/** The tags of a page, without what stands in text and attributes. */
function tagsOf(html: string): readonly string[] {
  return Array.from(
    html
      .replace(/<style>.*?<\/style>/su, "")
      .replace(/<script>.*?<\/script>/su, "")
      .matchAll(/<[^>]*>/gu),
    ([tag]) => tag.replaceAll(/"[^"]*"/gu, '""').replaceAll(/\s+/gu, " "),
  );
}

describe("whatever messages, paths, hosts and reasons hold", () => {
  const reportWith = (content: string): ReturnType<typeof buildReportModel> =>
    buildReportModel(
      inputOf({
        result: withFindings(sampleResult, withText(sampleResult.findings, content), [
          ...sampleResult.suppressed.map((known) => ({ ...known, reason: content })),
        ]),
        summaries: [summaryOf(`${content}.nix`, { lines: 500, hasSyntaxError: true })],
        project: {
          ...projectOf({ [`h${content}`]: `${content}.nix` }, [
            [`${content}.nix`, `x${content}.nix`],
          ]),
          unresolved: [
            {
              place: { path: `${content}.nix`, span: { start: 0, end: 0 } },
              what: content,
              reason: content,
            },
          ],
        },
      }),
    );

  test("html holds no tag but its own", () => {
    const allowed =
      /^<(\/?(!doctype|html|head|title|body|header|main|nav|section|h[1-3]|p|b|i|ol|ul|li|a|code|strong|span|div|form|label|select|option|button|output|details|summary|table|thead|tbody|tr|th|td|figure|figcaption|svg|g)|meta|input|rect|text|path|\/text)\b[^<>]*>$/u;
    fc.assert(
      fc.property(hostile, (content) => {
        const html = renderAuditHtml(reportWith(content));
        for (const tag of tagsOf(html)) {
          expect(tag).toMatch(allowed);
          expect(tag).not.toMatch(/\son[a-z]+=|javascript:|\ssrc=/iu);
        }
        expect(html.match(/<script>/gu)).toHaveLength(1);
        expect(html.match(/<\/style>/gu)).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });

  test("markdown keeps its fifteen sections, and holds no html but its folds", () => {
    fc.assert(
      fc.property(hostile, (content) => {
        const markdown = renderAuditMarkdown(reportWith(content));
        expect(headingsOf(markdown)).toEqual(titles);
        const bare = markdown.replaceAll(/`[^`\n]*`/gu, "");
        for (const [tag] of bare.matchAll(/<[^>]*>/gu))
          expect(tag).toMatch(/^<\/?(details|summary|code)>$/u);
      }),
      { numRuns: 150 },
    );
  });
});
