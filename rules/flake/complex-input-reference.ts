import { defineProjectRule } from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "complex-input-reference",
  summary: "an input address with stacked parameters",
  category: "flake",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: {
    stacked:
      "The address of `{input}` has {count} parameters: as attributes each would stand on its own line.",
  },
  docs: {
    why: "A long query is hard to read and to review, and an update tool may not know it. The same as attributes says what is what.",
    examples: [
      {
        bad: '{\n  inputs.x.url = "git+https://example.org/x?ref=dev&dir=nix&shallow=1";\n  outputs = { x, ... }: x;\n}\n',
        good: '{\n  inputs.x = {\n    type = "git";\n    url = "https://example.org/x";\n    ref = "dev";\n    dir = "nix";\n    shallow = true;\n  };\n  outputs = { x, ... }: x;\n}\n',
        path: "flake.nix",
      },
    ],
    traps: [
      {
        good: '{ inputs.x.url = "git+https://example.org/x?ref=dev&submodules=1"; outputs = { x, ... }: x; }\n',
        path: "flake.nix",
        because: "a branch with its submodules is often needed",
      },
    ],
    references: [
      "https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-flake.html#flake-references",
    ],
  },
  check(project, { report }) {
    for (const { inputs } of project.flakes) {
      for (const { name, url = "", urlPlace, place } of inputs) {
        const [, query = ""] = /\?([^#]*)/.exec(url) ?? [];
        const keys = query.split("&").map((part) => part.split("=", 1)[0] ?? "");
        const known = keys.filter((key) => parameters.has(key));
        const isCommon =
          known.length === 2 && known.includes("ref") && known.includes("submodules");
        if (known.length < 2 || isCommon) continue;
        report({
          at: urlPlace ?? place,
          message: "stacked",
          data: { input: name, count: known.length },
        });
      }
    }
  },
});

const parameters = new Set([
  "rev",
  "ref",
  "dir",
  "submodules",
  "shallow",
  "allRefs",
  "lfs",
  "host",
  "narHash",
  "exportIgnore",
]);
