import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  loadConfig,
  renderConfigProblem,
  type CommandLineSettings,
} from "../../src/config/index.ts";
import { sampleRules } from "./sample-rules.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nixaudit-config-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function problemsOf(text: string, cli: CommandLineSettings = {}): Promise<readonly string[]> {
  writeFileSync(join(folder, "nixaudit.toml"), text);
  const outcome = await loadConfig({
    startFolder: folder,
    disabled: false,
    rules: sampleRules,
    cli,
  });
  if (outcome.ok) return [];
  return outcome.problems.map((problem) => renderConfigProblem(problem).replace(`${folder}/`, ""));
}

describe("problems", () => {
  it.each<[string, string, string[]]>([
    ["broken TOML", "preset = \n", ["nixaudit.toml:1:10: not valid TOML: invalid value"]],
    [
      "a wrong key",
      '# x\nexlude = ["a"]',
      ["nixaudit.toml:2:1: the configuration has no setting `exlude`; did you mean `exclude`?"],
    ],
    [
      "a wrong preset",
      'preset = "Strict"',
      [
        "nixaudit.toml:1:1: `preset` must be one of recommended, strict, opt-in, not `Strict`; did you mean `strict`?",
      ],
    ],
    ["a wrong type", "exclude = 3", ["nixaudit.toml:1:1: `exclude` must be an array, not `3`"]],
    [
      "a wrong element",
      'exclude = [\n  "a",\n  4,\n  "",\n]',
      [
        "nixaudit.toml:3:3: `exclude.1` must be a string, not `4`",
        "nixaudit.toml:4:3: `exclude.2` must not be empty, not an empty string",
      ],
    ],
    [
      "a wrong size",
      'max-file-size = "4 parsecs"',
      [
        'nixaudit.toml:1:1: `max-file-size` must be a number of bytes from 1 to 1000000000 or a text such as "4 MB", not `4 parsecs`',
      ],
    ],
    [
      "a size out of range",
      'max-file-size = "4 GB"',
      ["nixaudit.toml:1:1: `max-file-size` must be from 1 byte to 1 GB"],
    ],
    [
      "an unknown rule",
      '[rules]\nflake = "off"\nunused-bindng = "off"\nnothing-like-it-at-all = "off"',
      [
        "nixaudit.toml:3:1: no rule or category is called `unused-bindng`; did you mean `unused-binding`?",
        "nixaudit.toml:4:1: no rule or category is called `nothing-like-it-at-all`",
      ],
    ],
    [
      "an unknown rule in an override",
      '[[overrides]]\npaths = ["a"]\nrules = {}\n[[overrides]]\npaths = ["b"]\n[overrides.rules]\nflaek = "off"',
      ["nixaudit.toml:7:1: no rule or category is called `flaek`; did you mean `flake`?"],
    ],
    [
      "an unknown setting of an override",
      '[[overrides]]\npath = ["a"]\npaths = ["a"]\nrules = {}',
      ["nixaudit.toml:2:1: an override has no setting `path`; did you mean `paths`?"],
    ],
    [
      "an incomplete override",
      "\n[[overrides]]\nrules = {}",
      ["nixaudit.toml:2:3: `paths` is missing here"],
    ],
    [
      "an override for nothing",
      "overrides = [{ paths = [], rules = {} }]",
      ["nixaudit.toml:1:16: `paths` must hold at least 1, not an empty array"],
    ],
    [
      "a wrong level",
      'rules.unused-binding = "warn"',
      [
        "nixaudit.toml:1:7: `unused-binding` must be one of off, on, error, warning, info or a table of options, not `warn`; did you mean `warning`?",
      ],
    ],
    [
      "a date for a level",
      "rules.flake = 2020-01-01",
      ["nixaudit.toml:1:7: `flake` must be one of off, on, error, warning, info, not `2020-01-01`"],
    ],
    [
      "a table for a category",
      'rules.flake = { severity = "off" }',
      ["nixaudit.toml:1:7: `flake` must be one of off, on, error, warning, info, not a table"],
    ],
    [
      "an unknown option",
      '[rules]\nlarge-file = { severity = "info", max-line = 3 }',
      [
        "nixaudit.toml:2:35: the rule `large-file` has no option `max-line`; did you mean `max-lines`?",
      ],
    ],
    [
      "a wrong value of an option",
      '[rules.large-file]\nmax-lines = "x"\ncount = "al"\nseverity = "eror"',
      [
        "nixaudit.toml:2:1: `max-lines` must be an integer, not `x`",
        "nixaudit.toml:3:1: `count` must be one of code, all, not `al`; did you mean `all`?",
        "nixaudit.toml:4:1: `severity` must be one of off, on, error, warning, info, not `eror`; did you mean `error`?",
      ],
    ],
    [
      "an option out of range",
      "[rules.large-file]\nmax-lines = 0",
      ["nixaudit.toml:2:1: `max-lines` must be >= 1, not `0`"],
    ],
    [
      "an option of a rule without options",
      "rules.unused-binding.depth = 3",
      ["nixaudit.toml:1:22: the rule `unused-binding` has no option `depth`"],
    ],
    [
      "a rule under two names",
      'rules.dead-binding = "off"\nrules.unused-binding = "on"',
      ["nixaudit.toml:2:7: `unused-binding` sets the rule `unused-binding` a second time"],
    ],
    [
      "syntax turned off",
      'rules.syntax = "off"',
      ["nixaudit.toml:1:7: the rules of `syntax` are turned off by id only"],
    ],
    [
      "a name of JavaScript",
      'rules.constructor = "off"\n__proto__ = 1',
      [
        "nixaudit.toml:1:7: no rule or category is called `constructor`",
        "nixaudit.toml:2:1: the configuration has no setting `__proto__`",
      ],
    ],
  ])("says what is wrong: %s", async (_, text, expected) => {
    expect(await problemsOf(text)).toEqual(expected);
  });

  it("stays short when everything is wrong", async () => {
    const text = Array.from({ length: 5000 }, (_, index) => `key-${index} = 1`).join("\n");
    expect(await problemsOf(text)).toHaveLength(20);
  });

  it.each<[CommandLineSettings, string]>([
    [
      { select: ["unused-bindng"] },
      "--select: no rule or category is called `unused-bindng`; did you mean `unused-binding`?",
    ],
    [{ ignore: ["flke"] }, "--ignore: no rule or category is called `flke`; did you mean `flake`?"],
    [{ ignore: ["syntax"] }, "--ignore: the rules of `syntax` are turned off by id only"],
    [
      { preset: "strct" },
      "--preset: must be one of recommended, strict, opt-in, not `strct`; did you mean `strict`?",
    ],
    [
      { severity: "warn" },
      "--severity: must be one of error, warning, info, not `warn`; did you mean `warning`?",
    ],
    [{ confidence: "7" }, "--confidence: must be one of high, medium, low, not `7`"],
  ])("checks the command line: %o", async (cli, expected) => {
    expect(await problemsOf("", cli)).toEqual([expected]);
  });
});
