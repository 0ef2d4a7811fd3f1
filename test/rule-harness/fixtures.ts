import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "../../src/diagnostic/index.ts";
import { compareWithExpectations, readExpectations, type Expectation } from "./expectations.ts";
import type { Sample } from "./run-rule.ts";

const folder = fileURLToPath(new URL("../../fixtures/rules/", import.meta.url));

/** A fixture of a rule: a Nix file, or a folder that is a small project. */
export interface Fixture extends Sample {
  readonly name: string;
}

/** What a fixture announces in files that take no comments, one a line: `flake.lock:12:7 rule-id`. */
const EXPECTED = "expected.txt";

/** The fixtures in `fixtures/rules/<id>`, by name. */
export function fixturesOf(ruleId: string): Fixture[] {
  if (!existsSync(folder + ruleId)) return [];
  return readdirSync(folder + ruleId, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry): Fixture[] => {
      const { name } = entry;
      const path = `${folder}${ruleId}/${name}`;
      if (entry.isDirectory()) return [readProject(name, path)];
      return entry.isFile() && name.endsWith(".nix")
        ? [{ name, path: name, text: readFileSync(path, "utf8") }]
        : [];
    });
}

/** The main file is the flake, or else the first Nix file: which one is of no account. */
function readProject(name: string, path: string): Fixture {
  const files: Record<string, string> = {};
  for (const file of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const full = `${file.parentPath}/${file.name}`;
    files[full.slice(path.length + 1)] = readFileSync(full, "utf8");
  }
  const paths = Object.keys(files).toSorted();
  const main =
    paths.find((file) => file === "flake.nix") ?? paths.find((file) => file.endsWith(".nix"));
  if (main === undefined) throw new Error(`${path} holds no Nix file`);
  const { [main]: text = "", ...others } = files;
  return { name, path: main, text, files: others };
}

/** What is wrong between a fixture's expectations and findings, a line for each. */
export function compareFixture(
  fixture: Fixture,
  ruleId: string,
  findings: readonly Diagnostic[],
): string[] {
  return Object.entries(textsOf(fixture)).flatMap(([path, text]) =>
    compareWithExpectations(
      expectationsIn(fixture, path, ruleId),
      findings.filter((found) => found.path === path),
      text,
    ).map((problem) => `${path}: ${problem}`),
  );
}

/** How many findings a fixture announces. */
export function countExpectations(fixture: Fixture, ruleId: string): number {
  return Object.keys(textsOf(fixture)).flatMap((path) => expectationsIn(fixture, path, ruleId))
    .length;
}

function textsOf({ files, path, text }: Fixture): Record<string, string> {
  return { ...files, [path ?? "module.nix"]: text };
}

function expectationsIn(fixture: Fixture, path: string, ruleId: string): Expectation[] {
  const text = textsOf(fixture)[path] ?? "";
  if (path.endsWith(".nix")) return readExpectations(text, ruleId);
  const listed = fixture.files?.[EXPECTED]?.split("\n") ?? [];
  return listed.flatMap((line) => {
    const [, file, row, column, id] = /^(.+):(\d+):(\d+) ([\w-]+)$/.exec(line.trim()) ?? [];
    return file === path && id === ruleId ? [{ line: Number(row), column: Number(column) }] : [];
  });
}
