import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostic/index.ts";
import { reporters } from "../../src/report/index.ts";
import { findXmlDefect } from "./judges.ts";
import { contextOf, finding, resultOf } from "./sample.ts";
import { sampleResult, sampleRules } from "./sample-result.ts";

function render(name: string, result = sampleResult): string {
  const reporter = reporters.get(name);
  if (reporter === undefined) throw new Error(`no reporter ${name}`);
  return reporter.render(result, contextOf({ rules: sampleRules }));
}

function sample(changes: Partial<Diagnostic> = {}): Diagnostic {
  const draft = { ruleId: "sample", message: "A sample.", path: "a.nix", source: "{ }", at: "{" };
  return { ...finding(draft), ...changes };
}

function many(count: number, changes: Partial<Diagnostic> = {}): readonly Diagnostic[] {
  return Array.from({ length: count }, (_, index) => sample({ startLine: index + 1, ...changes }));
}

function annotationsOf(findings: readonly Diagnostic[]): readonly string[] {
  return render("github", resultOf(findings)).trimEnd().split("\n");
}

function reviewOf(diagnostic: Diagnostic): unknown {
  const report: { diagnostics: unknown[] } = JSON.parse(render("rdjson", resultOf([diagnostic])));
  return report.diagnostics[0];
}

test("there is a reporter for each format", () => {
  expect([...reporters.keys()].join(" ")).toBe(
    "text concise json sarif github gitlab junit checkstyle rdjson markdown",
  );
});

test.each(["concise", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"])(
  "%s renders the sample as before",
  async (name) => {
    await expect(render(name)).toMatchFileSnapshot(`snapshots/${name}.txt`);
  },
);

test.each([
  ["concise", ""],
  ["github", ""],
  ["gitlab", "[]\n"],
  ["checkstyle", '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3"/>\n'],
])("%s of nothing is %j", (name, expected) => {
  expect(render(name, resultOf([]))).toBe(expected);
});

describe("github", () => {
  test("gives columns only within one line", () => {
    expect(annotationsOf([sample()])[0]).toContain("line=1,endLine=1,col=1,endColumn=2,");
    expect(annotationsOf([sample({ endLine: 3 })])[0]).toContain("line=1,endLine=3,title=");
  });

  test("tells of more than ten of a kind, ahead of other notices", () => {
    const ten = annotationsOf(many(10));
    expect(ten).toHaveLength(10);
    const all = annotationsOf([...many(11), ...many(12, { severity: "info" })]);
    expect(all).toHaveLength(24);
    expect(all[11]).toBe(
      "::notice title=nixaudit%3A more findings than shown::23 findings (11 warnings, 12 info). " +
        "GitHub shows the first 10 of a kind; the log of this step has all.",
    );
  });
});

describe("gitlab", () => {
  test("never gives two entries one fingerprint", () => {
    const entries: { fingerprint: string }[] = JSON.parse(render("gitlab", resultOf(many(3))));
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });
});

describe("xml", () => {
  test.each(["junit", "checkstyle"])("%s is well-formed", (name) => {
    expect(findXmlDefect(render(name))).toBeUndefined();
    expect(findXmlDefect(render(name, resultOf([])))).toBeUndefined();
  });

  test.each([
    ["<a>", "not one closed root"],
    ["<a></b>", "end of b"],
    ["<a/><b/>", "not one closed root"],
    ['<a b="1" b="2"/>', "attribute twice in a"],
    ['<a b="<"/>', "at "],
    ["<a>&</a>", "at "],
    ["<a>\u0007</a>", "character"],
  ])("the judge rejects %j", (text, defect) => {
    expect(findXmlDefect(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`)).toContain(defect);
  });

  test("junit of nothing has one passed test", () => {
    expect(render("junit", resultOf([]))).toContain(
      '<testcase name="12 files without a finding" classname="nixaudit"/>',
    );
  });
});

describe("rdjson", () => {
  const found = finding({
    ruleId: "sample",
    message: "A sample.",
    path: "a.nix",
    source: '{ ä = "😀"; b = 1; }',
    at: "b = 1",
    fix: { title: "Change", safety: "safe", edits: [["1", "2"]] },
  });

  test("counts columns in bytes", () => {
    expect(found.startColumn).toBe(13);
    expect(reviewOf(found)).toMatchObject({
      location: { range: { start: { line: 1, column: 16 }, end: { line: 1, column: 21 } } },
      suggestions: [
        { range: { start: { line: 1, column: 20 }, end: { line: 1, column: 21 } }, text: "2" },
      ],
    });
  });

  test("does not suggest half a fix", () => {
    const edits = (found.fix?.edits ?? []).flatMap((edit) => [edit, edit]);
    const twice = { ...found, fix: { title: "Change", safety: "safe" as const, edits } };
    expect(reviewOf(twice)).not.toHaveProperty("suggestions");
  });
});

describe("markdown", () => {
  test("keeps pipes and backticks of a message inside their cell", () => {
    const text = render(
      "markdown",
      resultOf([sample({ message: "`a || b` | ` and <b> \\| *x*" })]),
    );
    expect(text).toContain(
      "| <code>a &#124;&#124; b</code> &#124; &#96; and &#60;b&#62; &#92;&#124; &#42;x&#42; |",
    );
  });

  test("stays under the limit of a step summary and says what is missing", () => {
    const message = `${"é".repeat(1000)}.`;
    const text = render("markdown", resultOf(many(2000, { message })));
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(Buffer.byteLength(text)).toBeGreaterThan(990_000);
    const shown = text.split("| warning |").length - 2;
    expect(
      text.endsWith(`\n_${2000 - shown} more findings not shown: the page would be too large._\n`),
    ).toBe(true);
  });
});
