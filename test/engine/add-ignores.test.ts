import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { createConfig, type Config } from "../../src/config/index.ts";
import type { Diagnostic } from "../../src/diagnostic/index.ts";
import { createFileAuditor, ignoreFindings } from "../../src/engine/index.ts";
import { describeWithNix } from "../oracle/describe-with-nix.ts";
import { normalFormsOf } from "../oracle/nix.ts";
import { commentsOf, isSound, parser } from "../rule-harness/run-rule.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/rules/", import.meta.url));

function configFor(select: readonly string[] | undefined): Config {
  return createConfig(
    {
      path: undefined,
      root: "/",
      auditRoot: "/",
      preset: "opt-in",
      exclude: [],
      maxFileSize: 100_000_000,
      rules: [],
      overrides: [],
      select,
      ignore: [],
      minimumSeverity: "info",
      minimumConfidence: "low",
    },
    rules,
  );
}

interface Sample {
  readonly path: string;
  readonly text: string;
}

interface Ignored {
  readonly after: readonly string[];
  /** Why findings got no comment, and how many. */
  readonly left: Readonly<Record<string, number>>;
  /** Findings that are still reported. */
  readonly loud: readonly Diagnostic[];
}

function ignoreAll(files: readonly Sample[], select?: readonly string[]): Ignored {
  const config = configFor(select);
  const auditor = createFileAuditor({ parser, rules, config, lineHashes: false });
  const findingsIn = (all: readonly Sample[]): Diagnostic[] =>
    all.flatMap(({ path, text }) => auditor.auditBytes(path, Buffer.from(text)).findings);
  const { changes, left } = ignoreFindings({
    files: files.map(({ path }) => ({ path, absolutePath: `/${path}` })),
    config,
    rules,
    findings: findingsIn(files),
    texts: new Map(files.map(({ path, text }) => [path, Buffer.from(text)])),
    reason: "known",
  });
  const changed = new Map(
    changes.map(({ file, after }) => [file.path, Buffer.from(after).toString()]),
  );
  const after = files.map(({ path, text }) => changed.get(path) ?? text);
  const loud = findingsIn(files.map(({ path }, index) => ({ path, text: after[index] ?? "" })));
  return { after, left: Object.fromEntries(left), loud };
}

function ignoreIn(text: string, select?: readonly string[]): Ignored {
  return ignoreAll([{ path: "module.nix", text }], select);
}

const names = ["redundant-rec", "redundant-parentheses", "unused-suppression"];

describe("adding ignore comments", () => {
  test.each([
    [
      "above the line, with its indentation",
      "{\n  a = rec { b = 1; };\n}\n",
      "{\n  # nixaudit: ignore[redundant-rec] known\n  a = rec { b = 1; };\n}\n",
    ],
    [
      "once for all rules of a line",
      "{\n\ta = rec { b = (1); };\n}\n",
      "{\n\t# nixaudit: ignore[redundant-parentheses, redundant-rec] known\n\ta = rec { b = (1); };\n}\n",
    ],
    [
      "with the line ends of the file",
      "{\r\n  a = rec { b = 1; };\r\n}\r\n",
      "{\r\n  # nixaudit: ignore[redundant-rec] known\r\n  a = rec { b = 1; };\r\n}\r\n",
    ],
    [
      "in the comment that is there",
      "{\n  # nixaudit: ignore[redundant-rec] a reason\n  a = rec { b = (1); };\n}\n",
      "{\n  # nixaudit: ignore[redundant-rec, redundant-parentheses] a reason\n  a = rec { b = (1); };\n}\n",
    ],
    [
      "in the comment behind the line",
      "{\n  a = rec { b = (1); }; /* nixaudit: ignore[ redundant-rec ] why */\n}\n",
      "{\n  a = rec { b = (1); }; /* nixaudit: ignore[ redundant-rec, redundant-parentheses ] why */\n}\n",
    ],
    [
      "once for a set and what is in it",
      "{\n  a = rec {\n    b = rec { c = 1; };\n  };\n}\n",
      "{\n  # nixaudit: ignore[redundant-rec] known\n  a = rec {\n    b = rec { c = 1; };\n  };\n}\n",
    ],
    [
      "around an indented string",
      "{\n  a = ''\n    x ${rec { b = 1; }.b}\n  '';\n  c = 1;\n}\n",
      "{\n  # nixaudit: ignore-start[redundant-rec] known\n  a = ''\n    x ${rec { b = 1; }.b}\n  '';\n  # nixaudit: ignore-end[redundant-rec]\n  c = 1;\n}\n",
    ],
    [
      "around strings that end and begin on one line",
      '{\n  a = "\n" + (rec { b = "x\n"; }).b + "\n${(toString (1))}";\n}\n',
      '{\n  # nixaudit: ignore-start[redundant-parentheses, redundant-rec] known\n  a = "\n" + (rec { b = "x\n"; }).b + "\n${(toString (1))}";\n  # nixaudit: ignore-end[redundant-parentheses, redundant-rec]\n}\n',
    ],
    [
      "in the code within a string where a line begins in it",
      "''\n  ${\n    rec { b = 1; }.b\n  }\n''\n",
      "''\n  ${\n    # nixaudit: ignore[redundant-rec] known\n    rec { b = 1; }.b\n  }\n''\n",
    ],
    [
      "up to the end of a file that ends in a string",
      "''\n  ${rec { b = 1; }.b}''",
      "# nixaudit: ignore-start[redundant-rec] known\n''\n  ${rec { b = 1; }.b}''",
    ],
  ])("%s", (_, before, after) => {
    expect(ignoreIn(before, names)).toEqual({ after: [after], left: {}, loud: [] });
    expect(ignoreIn(after, names).after).toEqual([after]);
  });

  test("leaves errors about secrets, unless they are selected by name", () => {
    const text = '{ users.users.a.password = "hunter2 in the store"; }\n';
    const kept = ignoreIn(text);
    expect(kept.left).toMatchObject({ secret: 1 });
    expect(kept.after.join()).not.toContain("user-plaintext-password");
    const selected = ignoreIn(text, ["secrets"]);
    expect(selected.after.join()).toContain("ignore[user-plaintext-password] known");
  });

  test("leaves a file with a syntax error", () => {
    const text = "{ a = rec { b = 1; }; c = ; }\n";
    const { after, left } = ignoreIn(text);
    expect(after).toEqual([text]);
    expect(left["never-ignored"]).toBe(1);
  });
});

/** Every other one with CRLF. */
function samples(): Sample[] {
  return readdirSync(fixtures, { recursive: true, encoding: "utf8" })
    .filter(
      (path) =>
        /(?:^|\/)bad[^/]*\.nix$/.test(path) &&
        statSync(join(fixtures, path), { throwIfNoEntry: false })?.isFile(),
    )
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(fixtures, path), "utf8") }))
    .filter(({ text }) => isSound(text) && !text.includes("nixaudit:"))
    .map(({ path, text }, index) => ({
      path,
      text: index % 2 === 0 ? text : text.replaceAll(/\r?\n/g, "\r\n"),
    }));
}

describeWithNix("adding ignore comments to every fixture, for every rule", () => {
  test(
    "silences what may be silenced, and changes nothing but comments",
    { timeout: 60_000 },
    () => {
      const before = samples();
      const { after, loud, left } = ignoreAll(before);
      expect(after.filter((text, index) => text !== before[index]?.text).length).toBeGreaterThan(
        150,
      );
      const kept = loud.filter(
        ({ category, severity }) => category !== "secrets" || severity !== "error",
      );
      expect(kept.map(({ path, ruleId }) => `${path}: ${ruleId}`)).toEqual([]);
      expect(loud.length).toBe(left["secret"]);
      const again = ignoreAll(
        before.map(({ path }, index) => ({ path, text: after[index] ?? "" })),
      );
      expect(again.after).toEqual(after);
      const comments = after.map((text) =>
        commentsOf(text).filter((comment) => !comment.includes("nixaudit:")),
      );
      expect(comments).toEqual(before.map(({ text }) => commentsOf(text)));
      // Side by side, since Nix lists names in the order in which a process first met them.
      const forms = normalFormsOf(before.flatMap(({ text }, index) => [text, after[index] ?? ""]));
      expect(forms.filter((_, index) => index % 2 === 1)).toEqual(
        forms.filter((_, index) => index % 2 === 0),
      );
    },
  );
});
