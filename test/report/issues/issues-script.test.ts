import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  renderIssuesJsonl,
  renderIssuesScript,
  type IssuePlan,
} from "../../../src/report/issues/index.ts";
import { createSchemaJudge } from "../judges.ts";
import { carryOut, found, hostileText, plan, rules } from "./forge.ts";

/** Writes down its arguments and its input, and answers as gh does. */
const fakeGh = `#!/bin/bash
count=$(ls calls | wc -l)
printf '%s\\0' "$@" > "calls/$(printf %04d "$count").arguments"
case "$1 $2" in
  "label create") exit 1 ;;
  "issue create" | "issue edit") cat > "bodies/$(printf %04d "$count")" ;;
esac
if [ "$1 $2" = "issue create" ]; then echo "https://github.com/o/r/issues/$((100 + count))"; fi
`;

interface Call {
  readonly words: readonly string[];
  readonly body: string | undefined;
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nixaudit-issues-"));
  writeFileSync(join(folder, "gh"), fakeGh);
  chmodSync(join(folder, "gh"), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the script with a gh that only writes down what it is asked for. */
function run(script: string): readonly Call[] {
  const place = mkdtempSync(join(folder, "run-"));
  const prepared = spawnSync("mkdir", ["calls", "bodies"], { cwd: place });
  expect(prepared.status).toBe(0);
  writeFileSync(join(place, "script"), script);
  const environment = { PATH: `${folder}:/usr/bin:/bin`, HOME: place, NIXAUDIT_PAUSE: "0" };
  const parsed = spawnSync("bash", ["-n", "script"], {
    cwd: place,
    env: environment,
    encoding: "utf8",
  });
  expect(parsed.stderr).toBe("");
  const { status, stderr } = spawnSync("bash", ["script"], {
    cwd: place,
    env: environment,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  // Nothing else was made: no command was smuggled in.
  expect(readdirSync(place).toSorted()).toEqual(["bodies", "calls", "script"]);
  return readdirSync(join(place, "calls"))
    .toSorted()
    .map((name) => {
      const body = join(place, "bodies", name.replace(".arguments", ""));
      return {
        words: readFileSync(join(place, "calls", name), "utf8")
          .split("\0")
          .slice(0, -1),
        body: existsSync(body) ? readFileSync(body, "utf8") : undefined,
      };
    });
}

/** What gh should be asked for, without the labels that are made first. */
function expectedCalls({ actions, tracking }: IssuePlan, labels: number): readonly Call[] {
  const calls: Call[] = [];
  const numbers = new Map<string, number>();
  const all = [...actions, ...(tracking ? [tracking] : [])].filter(
    ({ action }) => action !== "keep",
  );
  for (const { action, key, title, labels: names, number, comment, body } of all) {
    const text =
      typeof body === "string"
        ? body
        : body
            .map((piece) =>
              typeof piece === "string"
                ? piece
                : `#${piece.issue.number ?? numbers.get(piece.issue.key)}`,
            )
            .join("");
    const edit = { words: ["issue", "edit", `${number}`, "--body-file", "-"], body: text };
    if (action === "create") {
      numbers.set(key, 100 + labels + calls.length);
      calls.push({
        words: [
          "issue",
          "create",
          `--title=${title}`,
          `--label=${names.join(",")}`,
          "--body-file",
          "-",
        ],
        body: text,
      });
    }
    if (action === "update") calls.push(edit);
    if (action === "reopen")
      calls.push(
        { words: ["issue", "reopen", `${number}`, `--comment=${comment}`], body: undefined },
        edit,
      );
    if (action === "close")
      calls.push(edit, {
        words: ["issue", "close", `${number}`, "--reason", "completed", `--comment=${comment}`],
        body: undefined,
      });
  }
  return calls;
}

const findings = fc.uniqueArray(
  fc.record({
    id: fc.nat(20),
    ruleId: fc.constantFrom(...rules.map(({ id }) => id)),
    path: hostileText.map((text) => `m${text.replaceAll(/[\0\p{Surrogate}]/gu, "")}/a.nix`),
    message: hostileText,
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 5 },
);

describe("the script of gh commands", { timeout: 120_000 }, () => {
  it("asks gh for just what the plan says, whatever is in messages and paths", () => {
    fc.assert(
      fc.property(findings, findings, (before, after) => {
        const old = before.map(({ id, ...rest }) => found(id, rest));
        const now = after.map(({ id, ...rest }) => found(id, rest));
        const first = plan(old, []);
        const forge = carryOut(first, []).map((issue) =>
          issue.number === 1 ? { ...issue, state: "CLOSED" as const } : issue,
        );
        for (const current of [first, plan(now, forge)]) {
          const calls = run(renderIssuesScript(current));
          const labels = calls.filter(({ words }) => words[0] === "label");
          expect(calls.slice(labels.length)).toEqual(expectedCalls(current, labels.length));
        }
      }),
      { numRuns: 15 },
    );
  });

  it("does nothing where there is nothing to do", () => {
    const script = renderIssuesScript(plan([], []));
    expect(run(script)).toEqual([]);
    expect(script).toContain("Nothing to do.");
  });
});

describe("the lines of JSON", () => {
  const judge = createSchemaJudge("issue.schema.json");

  it("follow their schema, whatever is to be done", () => {
    fc.assert(
      fc.property(findings, findings, (before, after) => {
        const first = plan(
          before.map(({ id, ...rest }) => found(id, rest)),
          [],
        );
        const forge = carryOut(first, []);
        const second = plan(
          after.map(({ id, ...rest }) => found(id, rest)),
          forge,
        );
        for (const current of [first, second]) {
          const lines = renderIssuesJsonl(current).trimEnd().split("\n");
          expect(lines.flatMap((line) => judge(JSON.parse(line)))).toEqual([]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("are refused by the schema when something is missing", () => {
    const [line = ""] = renderIssuesJsonl(
      plan([found(1, { ruleId: "redundant-rec", path: "a.nix" })], []),
    ).split("\n");
    const record: object = JSON.parse(line);
    expect(judge(record)).toEqual([]);
    expect(judge({ ...record, action: "delete" })).not.toEqual([]);
    expect(judge({ ...record, findings: undefined })).not.toEqual([]);
  });
});
