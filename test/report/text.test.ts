import { describe, expect, test } from "vitest";
import { reporters } from "../../src/report/index.ts";
import { contextOf, finding, resultOf, type FindingDraft } from "./sample.ts";
import { sampleResult } from "./sample-result.ts";

function render(result = sampleResult, changes: Parameters<typeof contextOf>[0] = {}): string {
  return reporters.get("text")?.render(result, contextOf(changes)) ?? "";
}

/** The frame alone: what stands after the place of the only finding. */
function frame(draft: Pick<FindingDraft, "source" | "at" | "excerptLines">): string {
  const found = finding({ ruleId: "sample", message: "A sample.", path: "a.nix", ...draft });
  return render(resultOf([found]))
    .split("\n")
    .filter((line) => /^[\d ]+\|/u.test(line))
    .slice(1, -1)
    .join("\n");
}

describe("the code frame", () => {
  test("marks the exact columns", () => {
    expect(frame({ source: "{\n  a = rec { };\n}\n", at: "rec" })).toBe(
      ["2 |   a = rec { };", "  |       ^^^"].join("\n"),
    );
  });

  test("expands tabs to stops of four", () => {
    expect(frame({ source: "\ta =\tb;\tc\n", at: "b;" })).toBe(
      ["1 |     a = b;  c", "  |         ^^"].join("\n"),
    );
  });

  test("gives wide characters two columns and combining ones none", () => {
    expect(frame({ source: 'a = "你好👩‍💻e\u0301é"; b = 1;', at: "b" })).toBe(
      ['1 | a = "你好👩‍💻e\u0301é"; b = 1;', `  | ${" ".repeat(5 + 6 + 2 + 3)}^`].join("\n"),
    );
    expect(frame({ source: "# 你好", at: "好" })).toBe(["1 | # 你好", "  |     ^^"].join("\n"));
  });

  test("marks a finding without length with one caret", () => {
    const found = finding({ ruleId: "a", message: "A.", path: "a", source: "ab", at: "b" });
    const insertion = { ...found, startColumn: 3, endColumn: 3 };
    expect(render(resultOf([insertion]))).toContain("1 | ab\n  |   ^\n");
  });

  test("draws a rail beside a finding that begins its line", () => {
    expect(frame({ source: "{\n  a = [\n    b\n  ];\n}", at: "a = [\n    b\n  ];" })).toBe(
      ["2 | /   a = [", "3 | |     b", "4 | |   ];", "  | |____^"].join("\n"),
    );
  });

  test("leads to a finding of many lines that begins within its line", () => {
    expect(frame({ source: "{\n  a = [\n    b\n  ];\n}", at: "[\n    b\n  ]" })).toBe(
      ["2 |     a = [", "  |  _______^", "3 | |     b", "4 | |   ];", "  | |___^"].join("\n"),
    );
  });

  test("says where a finding ends of which only the first lines are known", () => {
    const source = `[\n${"  a\n".repeat(20)}]`;
    expect(frame({ source, at: source, excerptLines: 2 })).toBe(
      [" 1 | / [", " 2 | |   a", "   | |_ … to line 22"].map((line) => line.slice(1)).join("\n"),
    );
  });

  test("takes a finding that ends before the first column of a line to end with the line before", () => {
    expect(frame({ source: "a\nb\n", at: "a\n", excerptLines: 1 })).toBe(
      ["1 | a", "  | ^"].join("\n"),
    );
  });

  test("shows a long line round the finding, in sight and marked", () => {
    const source = `${"left ".repeat(1000)}HERE${" right".repeat(1000)}`;
    const [line = "", marks = ""] = frame({ source, at: "HERE" }).split("\n");
    expect(line).toMatch(/^1 \| ….*…$/u);
    expect(line.length).toBeLessThan(110);
    expect(line.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1)).toBe("HERE");
  });

  test("shows the beginning of a finding longer than fits", () => {
    const [line = "", marks = ""] = frame({
      source: `${"x".repeat(300)} = "${"y".repeat(5000)}";`,
      at: `"${"y".repeat(5000)}"`,
    }).split("\n");
    expect(line[marks.indexOf("^")]).toBe('"');
    expect(marks.length).toBeLessThan(110);
  });

  test("of a huge line costs no more than of a short one", () => {
    const source = `${"x ".repeat(500_000)}é HERE ${"y ".repeat(500_000)}`;
    const found = finding({ ruleId: "a", message: "A.", path: "a", source, at: "HERE" });
    // Time of the processor: the machine may be busy with other things.
    const start = process.cpuUsage();
    render(resultOf(Array.from({ length: 200 }, () => found)));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(4000);
  });
});

describe("the text report", () => {
  test("of the sample reads well", async () => {
    await expect(render()).toMatchFileSnapshot("snapshots/text.txt");
    await expect(render(sampleResult, { verbose: true })).toMatchFileSnapshot(
      "snapshots/text-verbose.txt",
    );
  });

  test("of nothing says how much was audited", () => {
    expect(render(resultOf([]))).toBe("All clear: nothing found in 12 files.\n");
    expect(render(resultOf([], { files: 1 }))).toBe("All clear: nothing found in 1 file.\n");
    expect(render(resultOf([], { files: 0 }))).toBe("No files to audit were found.\n");
  });

  test("does not call an audit clear that failed", () => {
    const text = render(resultOf([], { failures: [{ message: "a worker died" }] }));
    expect(text).not.toContain("All clear");
    expect(text).toContain("failure: nixaudit failed: a worker died\n");
    expect(text).toContain("the audit is incomplete");
  });

  test("has colours and links only when asked", () => {
    expect(render()).not.toContain("\u001B");
    expect(render(sampleResult, { color: true })).toContain("\u001B[31m\u001B[1merror");
    expect(render(sampleResult, { color: true })).not.toContain("\u001B]8");
    expect(render(sampleResult, { hyperlinks: true })).toContain(
      "\u001B]8;;https://github.com/nixaudit/nixaudit/blob/v0.1.0/rules/style/redundant-rec.md\u001B\\redundant-rec\u001B]8;;\u001B\\",
    );
  });

  test("points to the explanation of a rule once", () => {
    expect(render().split("nixaudit explain long-list")).toHaveLength(2);
  });

  test("shows paths as the caller wants them", () => {
    const text = render(sampleResult, { displayPath: (path) => `../${path}` });
    expect(text).toContain("--> ../hosts/my host/default.nix:6:3\n");
    expect(text).toContain("= see: ../hosts/my host/default.nix:9:29: the first definition");
    expect(text).toContain("failed on ../hosts/b.nix");
  });
});
