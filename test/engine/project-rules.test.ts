import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { createConfig } from "../../src/config/index.ts";
import type { AuditReport } from "../../src/engine/index.ts";
import { audit } from "../../src/engine/index.ts";
import { discoverFiles, discoverProject } from "../../src/project/discovery/index.ts";
import { defineProjectRule, type Rule } from "../../src/rule/index.ts";
import { rules as catalogue } from "../../rules/index.ts";

// What the engine promises of project rules, with rules of its own.

const metadata = {
  summary: "a sample",
  category: "structure",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  docs: { why: "", examples: [] },
} as const;

/** Reports the first byte of every file of the project, with the last file as a related place. */
const everyFile = defineProjectRule({
  ...metadata,
  id: "every-file",
  fix: "none",
  messages: { found: "This is `{path}` of {count}." },
  check(project, { report }) {
    const paths = [...project.files.keys(), ...project.otherFiles];
    const span = { start: 0, end: 1 };
    const last = { path: paths.at(-1) ?? "", span };
    for (const path of paths)
      report({
        at: { path, span },
        message: "found",
        data: { path, count: paths.length },
        related: [{ at: last, message: "the last" }],
      });
  },
});

/** Wants `one` where a file says `two`, as long as another file says `one`. */
const sameWord = defineProjectRule({
  ...metadata,
  id: "same-word",
  fix: "safe",
  messages: { other: "Another file says one." },
  check(project, { report }) {
    const texts = Array.from(project.files.keys(), (path) => {
      const text = project.readText(path);
      return { path, text: text?.slice(0, text.bytes.length) ?? "" };
    });
    if (!texts.some(({ text }) => text.includes("one"))) return;
    for (const { path, text } of texts) {
      const start = text.indexOf("two");
      if (start < 0) continue;
      const span = { start, end: start + 3 };
      const fix = { title: "Say one", edits: [{ span, newText: "one" }] };
      report({ at: { path, span }, message: "other", fix });
    }
  },
});

const broken = defineProjectRule({
  ...metadata,
  id: "broken-rule",
  fix: "none",
  messages: { never: "" },
  check() {
    throw new Error("on purpose");
  },
});

const unused = catalogue.filter(({ id }) => id === "unused-suppression");

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function createFolder(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nixaudit-engine-")));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function run(
  root: string,
  rules: readonly Rule[],
  options: {
    readonly paths?: readonly string[];
    readonly fix?: boolean;
    readonly overrides?: boolean;
  } = {},
): Promise<AuditReport> {
  const config = createConfig(
    {
      path: undefined,
      root,
      auditRoot: root,
      preset: "opt-in",
      exclude: [],
      maxFileSize: 1_000_000,
      rules: [],
      overrides: options.overrides
        ? [{ paths: ["b.nix"], rules: [{ name: "every-file", level: "off", options: {} }] }]
        : [],
      select: undefined,
      ignore: [],
      minimumSeverity: "info",
      minimumConfidence: "low",
    },
    rules,
  );
  const search = {
    root,
    paths: (options.paths ?? ["."]).map((path) => (path === "." ? root : join(root, path))),
    exclude: [],
    forceExclude: false,
    respectGitignore: true,
    listsOthers: true,
  };
  const discovery = discoverFiles(search);
  return audit({
    discovery,
    project: discoverProject(search, discovery),
    config,
    rules,
    jobs: 1,
    workerUrl: new URL("file:///nowhere"),
    lineHashes: false,
    timing: true,
    ...(options.fix ? { fix: { allowed: ["safe"], write: true } } : {}),
  });
}

const paths = ({ result }: AuditReport): string[] => result.findings.map(({ path }) => path);

const three = { "flake.nix": "{ }\n", "a.nix": "{ }\n", "b.nix": "{ }\n", "flake.lock": "{\n}\n" };

describe("project rules", () => {
  test("find things in Nix files and in others, and point into other files", async () => {
    const report = await run(createFolder(three), [everyFile]);
    expect(paths(report)).toEqual(["a.nix", "b.nix", "flake.lock", "flake.nix"]);
    expect(report.result.findings[0]).toMatchObject({
      message: "This is `a.nix` of 4.",
      startLine: 1,
      endColumn: 2,
      excerpt: { firstLine: 1, lines: ["{ }"] },
      related: [{ path: "flake.lock", startLine: 1, message: "the last" }],
    });
    expect(report.times.has("every-file")).toBe(true);
  });

  test("know the whole project when one file is named, and speak of that file", async () => {
    const report = await run(createFolder(three), [everyFile], { paths: ["b.nix"] });
    expect(report.result.findings.map(({ message }) => message)).toEqual(["This is `b.nix` of 4."]);
    expect(report.result.summary.files).toBe(1);
    expect(report.project?.isWhole).toBe(true);
  });

  test("follow the settings of the file that they speak of", async () => {
    const report = await run(createFolder(three), [everyFile], { overrides: true });
    expect(paths(report)).toEqual(["a.nix", "flake.lock", "flake.nix"]);
  });

  test("are silenced by a comment, which is used then", async () => {
    const comment = "# nixaudit: ignore[every-file] on purpose\n{ }\n";
    const used = "{ } # nixaudit: ignore[every-file] on purpose\n";
    const folder = createFolder({ ...three, "a.nix": used, "b.nix": comment });
    const whole = await run(folder, [everyFile, ...unused]);
    expect(
      whole.result.suppressed.map(({ diagnostic, reason }) => [diagnostic.path, reason]),
    ).toEqual([["a.nix", "on purpose"]]);
    // In b.nix the comment stands above the code, and the finding on the comment itself.
    expect(
      whole.result.findings
        .filter(({ ruleId }) => ruleId === "unused-suppression")
        .map(({ path }) => path),
    ).toEqual(["b.nix"]);
  });

  test("leave comments unjudged where the project is not known", async () => {
    const folder = createFolder({ "b.nix": "# nixaudit: ignore[every-file] on purpose\n{ }\n" });
    const config = { paths: ["b.nix"] };
    const report = await run(folder, [everyFile, ...unused], config);
    expect(report.project?.isWhole).toBe(false);
    expect(report.result.findings.map(({ ruleId }) => ruleId)).toEqual(["every-file"]);
  });

  test("that throw are named, and the others go on", async () => {
    const report = await run(createFolder(three), [broken, everyFile]);
    expect(report.result.failures).toMatchObject([
      { ruleId: "broken-rule", message: "on purpose" },
    ]);
    expect(report.result.findings).toHaveLength(4);
  });

  test("mend files, pass by pass, together with file rules", async () => {
    const folder = createFolder({
      ...three,
      "a.nix": '"one"\n',
      "b.nix": 'rec { x = "two"; y = "two"; }\n',
    });
    const rec = catalogue.filter(({ id }) => id === "redundant-rec");
    const report = await run(folder, [sameWord, ...rec], { fix: true });
    expect(readFileSync(join(folder, "b.nix"), "utf8")).toBe('{ x = "one"; y = "one"; }\n');
    expect(report.result.findings).toEqual([]);
    expect(report.fixed).toEqual([{ path: "b.nix", applied: 3 }]);
  });
});
