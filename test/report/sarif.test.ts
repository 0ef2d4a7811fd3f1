import type { Log, Run } from "sarif";
import { describe, expect, test } from "vitest";
import { applyEdits, createSourceText } from "../../src/text/index.ts";
import { reporters } from "../../src/report/index.ts";
import { createSchemaJudge, judgeWithMultitool, parseChanged } from "./judges.ts";
import { contextOf, finding, resultOf } from "./sample.ts";
import { sampleResult, sampleRules } from "./sample-result.ts";

const judge = createSchemaJudge("sarif-2.1.0.json");
const context = contextOf({ rules: sampleRules });

function render(result = sampleResult, reportContext = context): string {
  return reporters.get("sarif")?.render(result, reportContext) ?? "";
}

function runOf(text: string): Run {
  const log: Log = JSON.parse(text);
  const run = log.runs[0];
  if (run === undefined) throw new Error("no run");
  return run;
}

const region = "runs.0.results.0.locations.0.physicalLocation.region";
const artifact = "runs.0.results.0.locations.0.physicalLocation.artifactLocation";

const run = runOf(render());
const results = run.results ?? [];

describe("by the schema", () => {
  test.each([
    ["the sample", sampleResult, context],
    ["nothing found", resultOf([]), context],
    ["no rules", sampleResult, contextOf()],
  ])("%s is valid", (_, result, reportContext) => {
    expect(judge(JSON.parse(render(result, reportContext)))).toEqual([]);
  });

  test.each([
    ["an unknown level", "runs.0.results.0.level", "fatal"],
    ["line 0", `${region}.startLine`, 0],
    ["an unknown property", "runs.0.results.0.colour", "red"],
    ["a result without a message", "runs.0.results.0.message", undefined],
    ["a blank in a uri", `${artifact}.uri`, "a b.nix"],
  ])("the judge rejects %s", (_, path, value) => {
    expect(judge(parseChanged(render(), path, value))).not.toEqual([]);
  });
});

describe.runIf(process.platform === "linux")(
  "by Microsoft's validator",
  { timeout: 60_000 },
  () => {
    test.each([
      ["the sample", sampleResult, context],
      ["nothing found", resultOf([]), context],
    ])("%s has no error and no warning", (_, result, reportContext) => {
      expect(judgeWithMultitool(render(result, reportContext))).toEqual([]);
    });

    test.each([
      ["SARIF1007", `${region}.endColumn`, 1],
      ["GH1006", artifact, { uri: "file:///etc/a.nix" }],
      ["GH1003", region, undefined],
      ["GH2012", "runs.0.tool.driver.rules.0.help", undefined],
    ])("it reports %s where that is broken", (rule, path, value) => {
      const broken = JSON.stringify(parseChanged(render(), path, value));
      expect(judgeWithMultitool(broken).join("\n")).toContain(rule);
    });
  },
);

describe("what no validator checks", () => {
  test("every rule is described, whether it fired or not, and results point at theirs", () => {
    const rules = run.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(sampleRules.map(({ id }) => id));
    for (const result of results) expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
  });

  test("results come worst first and none is suppressed", () => {
    const levels = results.map(({ level }) => level);
    expect(levels).toEqual(["error", "error", "warning", "warning", "warning", "warning", "note"]);
    expect(JSON.stringify(run)).not.toContain("never to be seen");
  });

  test("no message holds a brace, a bracket or a control character, and each ends a sentence", () => {
    const texts = [
      ...results.flatMap(({ message, relatedLocations = [], fixes = [] }) => [
        message.text,
        ...relatedLocations.map((related) => related.message?.text),
        ...fixes.map(({ description }) => description?.text),
      ]),
      ...(run.invocations?.[0]?.toolExecutionNotifications ?? []).map(
        ({ message }) => message.text,
      ),
    ];
    expect(texts.length).toBeGreaterThan(12);
    for (const text of texts) expect(text).toMatch(/^[^{}[\]\p{Cc}]+[.!?]$/u);
    expect(texts).toContain("`boot.loader` turns on two boot loaders, `( grub, systemd-boot )`.");
    expect(texts).toContain("`users.mutableUsers` is defined twice.");
  });

  test("paths are percent-encoded and start from a root that is declared without a place", () => {
    const uris = results.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation);
    expect(uris.map((location) => location?.uri)).toContain("hosts/my%20host/default.nix");
    expect(uris.map((location) => location?.uri)).toContain("odd/a%3Ab%2Cc%25d%7C%60e%60.nix");
    expect(new Set(uris.map((location) => location?.uriBaseId))).toEqual(new Set(["%SRCROOT%"]));
    expect(run.originalUriBaseIds).toEqual({
      "%SRCROOT%": { description: { text: "The root of the audited tree." } },
    });
    expect(run.columnKind).toBe("utf16CodeUnits");
  });

  test("each result carries GitHub's line hash and our fingerprint", () => {
    for (const { partialFingerprints } of results) {
      expect(partialFingerprints?.["primaryLocationLineHash"]).toMatch(/^[0-9a-f]+:\d+$/u);
      expect(partialFingerprints?.["nixauditFingerprint/v1"]).toMatch(/^[0-9a-f]{32}$/u);
    }
  });

  test("a security rule has its score as a string, its tags and relations that lead to its weaknesses", () => {
    const described = run.tool.driver.rules?.find(({ id }) => id === "ssh-root-login");
    expect(described?.properties).toEqual({
      tags: ["security", "access", "external/cwe/cwe-250", "external/cwe/cwe-022"],
      precision: "high",
      "security-severity": "7.5",
    });
    const taxa = run.taxonomies?.[0]?.taxa?.map(({ id }) => id);
    expect(taxa).toEqual(["CWE-22", "CWE-250"]);
    for (const { target } of described?.relationships ?? []) {
      expect(taxa?.[target.index ?? -1]).toBe(target.id);
    }
  });

  test("without security rules there are no taxonomies", () => {
    const plain = runOf(render(resultOf([]), contextOf({ rules: sampleRules.slice(0, 1) })));
    expect(plain.taxonomies).toBeUndefined();
    expect(plain.results).toEqual([]);
    expect(plain.invocations?.[0]?.executionSuccessful).toBe(true);
  });

  test("no rule has more than ten tags, no description is longer than GitHub takes", () => {
    const weak = sampleRules.map((rule) => ({
      ...rule,
      summary: "long ".repeat(400),
      docs: { ...rule.docs, why: "A sentence. ".repeat(200) },
      security: { score: 10, cwe: Array.from({ length: 30 }, (_, index) => index + 1) },
    }));
    for (const rule of runOf(render(sampleResult, contextOf({ rules: weak }))).tool.driver.rules ??
      []) {
      expect(rule.properties?.tags).toHaveLength(10);
      expect(rule.shortDescription?.text.length).toBeLessThanOrEqual(1024);
      expect(rule.fullDescription?.text).toMatch(/A sentence\.$/u);
    }
  });

  test("help shows the examples with a fence that they cannot close", () => {
    const help = run.tool.driver.rules?.find(({ id }) => id === "redundant-rec")?.help;
    expect(help?.markdown).toContain("````nix\nrec { a = ''```''; }\n````");
    expect(help?.markdown).toContain("**When to turn it off**\n\nIn generated files.");
    expect(help?.text).toContain("See the manual (https://nix.dev/manual) on `rec ( )`.");
  });

  test("failures are errors of the run, skipped files warnings unless they were left out on purpose", () => {
    const invocation = run.invocations?.[0];
    expect(invocation?.executionSuccessful).toBe(false);
    const told = invocation?.toolExecutionNotifications?.map(
      ({ level, descriptor }) => `${level} ${descriptor?.id}`,
    );
    expect(told).toEqual(["error internal-failure", "warning skipped-file", "note skipped-file"]);
    expect(JSON.stringify(run)).not.toContain("rule.ts:1:2");
  });

  test("replacements do to the file what the edits do", () => {
    const source = '{\n  α = "😀"; b = rec { };\n  c = 1;\n}\n';
    const found = finding({
      ruleId: "redundant-rec",
      message: "A.",
      path: "a.nix",
      source,
      at: "rec",
      fix: {
        title: "Change",
        safety: "safe",
        edits: [
          ["  c = 1;\n", ""],
          ["rec ", ""],
          ["😀", "x"],
        ],
      },
    });
    const text = createSourceText(Buffer.from(source));
    const [change] =
      runOf(render(resultOf([found]))).results?.[0]?.fixes?.[0]?.artifactChanges ?? [];
    const edits = (change?.replacements ?? []).map(({ deletedRegion, insertedContent }) => ({
      span: {
        start: text.offsetAt(deletedRegion.startLine ?? 0, deletedRegion.startColumn ?? 0),
        end: text.offsetAt(deletedRegion.endLine ?? 0, deletedRegion.endColumn ?? 0),
      },
      newText: insertedContent?.text ?? "",
    }));
    const expected = applyEdits(text.bytes, found.fix?.edits ?? []);
    expect(Buffer.from(applyEdits(text.bytes, edits)).toString()).toBe(
      Buffer.from(expected).toString(),
    );
    expect(Buffer.from(expected).toString()).toBe('{\n  α = "x"; b = { };\n}\n');
  });

  test("of more than 5000 results the worst are kept, and the run says so", () => {
    const one = sampleResult.findings.find(({ severity }) => severity === "info");
    const bad = sampleResult.findings.find(({ severity }) => severity === "error");
    if (one === undefined || bad === undefined) throw new Error("the sample lacks a severity");
    const many = resultOf([...Array.from({ length: 5100 }, () => one), bad]);
    const large = runOf(render(many));
    expect(large.results).toHaveLength(5000);
    expect(large.results?.[0]?.level).toBe("error");
    expect(large.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
      "101 of the least severe results are left out.",
    );
  });
});
