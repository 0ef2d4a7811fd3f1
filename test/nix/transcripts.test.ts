import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFileOpener } from "../../src/engine/index.ts";
import { createLogReader, type NixLog } from "../../src/nix/messages.ts";
import { mapError, mapWarning, type Mapping } from "../../src/nix/map-problem.ts";
import { createSourceMap, startOfFile } from "../../src/nix/source-files.ts";

// What Nix 2.8 and 2.26 wrote of fixtures/projects/failing-hosts, recorded as it came but for lines of progress.

const root = realpathSync(
  fileURLToPath(new URL("../../fixtures/projects/failing-hosts", import.meta.url)),
);
const storeCopy = "/nix/store/yzf4gbp13w3cxnv5jc9nrhc3gf699ywr-source";
const paths = new Set([
  "flake.nix",
  ...readdirSync(`${root}/hosts`).map((name) => `hosts/${name}`),
]);
const files = { root, paths, open: createFileOpener(root, paths, 1_000_000) };
const mapping: Mapping = {
  files,
  map: createSourceMap(files, [{ storeCopy, copied: root }]),
  roots: [`${storeCopy}/`],
};
const fallback = startOfFile(files, "flake.nix");

function readLog(version: string, name: string): NixLog {
  const reader = createLogReader();
  const text = readFileSync(new URL(`transcripts/${version}/${name}.log`, import.meta.url), "utf8");
  for (const line of text.split("\n")) reader.read(line);
  return reader.finish();
}

/** "kind path:line:column message" of each error and warning. */
function problemsOf(version: string, name: string): string[] {
  const origin = { stage: "evaluate" as const, target: "t", hosts: [name], fallback };
  return readLog(version, name).messages.flatMap((message) => {
    const isWarning = message.level === "warning";
    if (isWarning ? !message.isEvaluated : message.level !== "error") return [];
    const problem = isWarning
      ? mapWarning(message, mapping, origin, undefined)
      : mapError(message, mapping, origin);
    const { line, column } = files
      .open(problem.at.path)
      ?.source.positionAt(problem.at.span.start) ?? { line: 0, column: 0 };
    return [`${problem.kind} ${problem.at.path}:${line}:${column} ${problem.message}`];
  });
}

describe.each(["2.8.0", "2.26.3"])("the log of Nix %s", (version) => {
  it.each([
    "attribute",
    "build",
    "file",
    "option",
    "recursion",
    "thrown",
    "type",
    "undefined",
    "warned",
  ])("%s", (name) => {
    expect(problemsOf(version, name)).toMatchSnapshot();
  });

  it("tells of `nix flake check` what was wrong, where, and with which output", () => {
    const errors = readLog(version, "check").messages.filter(({ level }) => level === "error");
    const about = errors.map(({ activity = "", trace }) =>
      [activity, ...trace.map(({ text }) => text)].join(" "),
    );
    expect(about[0]).toContain("nixosConfigurations.option'");
    expect(about[1]).toContain("nixosConfigurations.undefined'");
    expect(problemsOf(version, "check").slice(0, 2)).toEqual([
      "unknown-option hosts/option.nix:4:5 The option `services.wbe' does not exist",
      "failure hosts/undefined.nix:4:19 undefined variable 'nonesuch'",
    ]);
    expect(errors.map(({ isIgnored }) => isIgnored)).toEqual([true, true, false]);
  });

  it("tells where a file cannot be parsed", () => {
    const [error] = readLog(version, "parse").messages;
    expect(error).toMatchObject({ level: "error", position: { line: 2, column: 7 } });
    expect(error?.text).toMatch(/^syntax error, unexpected ';'/);
    expect(error?.position?.file).toMatch(/broken\.nix$/);
  });
});

describe("the log reader", () => {
  it("takes any line, and never throws", () => {
    const json = fc.json().map((text) => `@nix ${text}`);
    const action = fc
      .record({
        action: fc.constantFrom("msg", "start", "result", "stop", "other"),
        level: fc.oneof(fc.integer(), fc.string()),
        raw_msg: fc.oneof(fc.string(), fc.constant(null)),
        msg: fc.oneof(fc.string(), fc.constant(null)),
        file: fc.oneof(fc.string(), fc.constant(null)),
        line: fc.oneof(fc.integer(), fc.constant(null)),
        column: fc.oneof(fc.integer(), fc.constant(null)),
        trace: fc.oneof(fc.array(fc.anything()), fc.constant(null)),
        fields: fc.array(fc.anything()),
        id: fc.integer({ max: 3, min: 0 }),
        type: fc.constantFrom(101, 105, 0),
      })
      .map(
        (value) =>
          `@nix ${JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part))}`,
      );
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), json, action)), (lines) => {
        const reader = createLogReader();
        for (const line of lines) reader.read(line);
        for (const message of reader.finish().messages) expect(typeof message.text).toBe("string");
      }),
    );
  });

  it("keeps the last lines of a build's log by derivation", () => {
    const reader = createLogReader();
    reader.read(
      '@nix {"action":"start","id":7,"type":105,"fields":["/nix/store/x.drv","",1,1],"text":"building"}',
    );
    for (let index = 0; index < 100; index++)
      reader.read(`@nix {"action":"result","id":7,"type":101,"fields":["line ${index}"]}`);
    const lines = reader.finish().buildLogs.get("/nix/store/x.drv");
    expect(lines).toHaveLength(40);
    expect(lines?.at(-1)).toBe("line 99");
  });
});
