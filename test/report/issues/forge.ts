import fc from "fast-check";
import type { Diagnostic } from "../../../src/diagnostic/index.ts";
import {
  groupFindings,
  planIssues,
  readExistingIssues,
  type IssuePlan,
} from "../../../src/report/issues/index.ts";
import { rule } from "../sample.ts";

/** An issue as `gh issue list --json number,title,body,state` shows it. */
export interface ForgeIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: "OPEN" | "CLOSED";
}

export const rules = [
  rule({ id: "redundant-rec", fix: "safe" }),
  rule({ id: "ssh-root-login", severity: "error", category: "access" }),
  rule({ id: "plaintext-secret", category: "secrets", security: { score: 9, cwe: [798] } }),
];

/** A finding whose fingerprint says which it is. */
export function found(
  id: number,
  changes: Partial<Diagnostic> & Pick<Diagnostic, "ruleId" | "path">,
): Diagnostic {
  return {
    category: "style",
    severity: "warning",
    confidence: "high",
    message: `Something is wrong with \`thing${id}\`.`,
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 2,
    startByteColumn: 1,
    endByteColumn: 2,
    span: { start: 0, end: 1 },
    excerpt: { firstLine: 1, lines: ["x"] },
    fingerprint: id.toString(16).padStart(32, "0"),
    hosts: [],
    related: [],
    ...changes,
  };
}

/** The plan for what was found, beside what the forge has. */
export function plan(
  findings: readonly Diagnostic[],
  forge: readonly ForgeIssue[],
  changes: Partial<Parameters<typeof planIssues>[0]> = {},
): IssuePlan {
  const existing = readExistingIssues(JSON.stringify(forge));
  if (!existing.ok) throw new Error(existing.problem);
  return planIssues({
    groups: groupFindings(findings, rules),
    existing: existing.issues,
    isWanted: () => true,
    isJudged: () => true,
    limit: 1000,
    hasTracking: true,
    context: { toolVersion: "0.1.0", homepage: "https://github.com/nixaudit/nixaudit" },
    ...changes,
  });
}

/** What the forge has after somebody did what the plan says. */
export function carryOut(
  { actions, tracking }: IssuePlan,
  forge: readonly ForgeIssue[],
): readonly ForgeIssue[] {
  const issues = new Map(forge.map((issue) => [issue.number, issue]));
  const numbers = new Map<string, number>();
  for (const action of [...actions, ...(tracking ? [tracking] : [])]) {
    const number = action.number ?? Math.max(0, ...issues.keys()) + 1;
    numbers.set(action.key, number);
    const body =
      typeof action.body === "string"
        ? action.body
        : action.body
            .map((piece) =>
              typeof piece === "string" ? piece : `#${numbers.get(piece.issue.key)}`,
            )
            .join("");
    const before = issues.get(number);
    if (action.action === "keep") continue;
    const isClosed = action.action === "close";
    issues.set(number, {
      number,
      title: before?.title ?? action.title,
      body,
      state: isClosed ? "CLOSED" : "OPEN",
    });
  }
  return [...issues.values()];
}

/** Text with everything in it that a shell, markdown or a terminal obeys. */
export const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        "`",
        "$(touch pwned)",
        "${HOME}",
        "\\",
        "\n",
        "\r\n",
        "!",
        "%s",
        "%n",
        "EOF",
        " ",
        "-",
        "--",
        "#",
        "@someone",
        "<!-- nixaudit:end -->",
        "\n<!-- nixaudit:end -->\n",
        "<!-- nixaudit:issue 0000000000000000 redundant-rec . -->",
        "- [ ] ",
        "\t",
        "*",
        "~",
        "&&",
        ";",
        "|",
        "\u001B[31m",
        "\u0000",
        "é",
        "👩‍💻",
        "\uD800",
        "/",
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join("")),
);
