import { expect, it } from "vitest";
import { createTomlLocator } from "../../src/config/toml-locator.ts";

const text = `# preset = "no"
preset = "strict" # [rules]
exclude = ["a]", 'b"', """
[rules]
flake = 1""", { x.y = 1 }]

[rules]
"unused-binding" = "off"
large-file = { severity = "info", 'max-lines' = [
  1, # one
  2,
] }
[rules."a.b"]
c = 1
[[overrides]]
paths = []
[overrides.rules]
x = 1
[[overrides]]
  rules.y = "on"
  "\\e" = 1
`;

it.each<[string[], number, number]>([
  [["preset"], 2, 1],
  [["exclude", "0"], 3, 12],
  [["exclude", "2"], 3, 24],
  [["exclude", "3", "x", "y"], 5, 19],
  [["rules"], 7, 2],
  [["rules", "flake"], 7, 2],
  [["rules", "unused-binding"], 8, 1],
  [["rules", "large-file", "severity"], 9, 16],
  [["rules", "large-file", "max-lines"], 9, 35],
  [["rules", "large-file", "max-lines", "1"], 11, 3],
  [["rules", "a.b", "c"], 14, 1],
  [["overrides", "0"], 15, 3],
  [["overrides", "0", "rules", "x"], 18, 1],
  [["overrides", "1"], 19, 3],
  [["overrides", "1", "rules", "y"], 20, 9],
  [["overrides", "1", "\\e"], 21, 3],
])("finds %j", (path, line, column) => {
  expect(createTomlLocator(text)(path)).toEqual({ line, column });
});

it("answers undefined where nothing is near", () => {
  expect(createTomlLocator(text)(["nothing"])).toBeUndefined();
  expect(createTomlLocator(text)([])).toBeUndefined();
});
