import { defineProjectRule, nodeOf, referenceOf, type FlakeInput } from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "duplicate-flake-input",
  summary: "two inputs for one source",
  category: "flake",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    same: "`{input}` is the same source as `{first}`: it is fetched and locked twice.",
    apart:
      "`{input}` asks for the same source as `{first}`, and is locked to another revision of it.",
  },
  docs: {
    why: "Each update has to change both, and where only one is changed the two drift apart without a word. Keep one, and let the other be an alias with `follows` where its name is needed.",
    examples: [
      {
        bad: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";\n  inputs.unstable.url = "github:nixos/nixpkgs/nixos-unstable";\n  outputs = { nixpkgs, unstable, ... }: { };\n}\n',
        good: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";\n  inputs.unstable.follows = "nixpkgs";\n  outputs = { nixpkgs, unstable, ... }: { };\n}\n',
        path: "flake.nix",
      },
    ],
    traps: [
      {
        good: '{ inputs.a.url = "github:o/r?dir=a"; inputs.b.url = "github:o/r?dir=b"; outputs = { a, b, ... }: { }; }\n',
        path: "flake.nix",
        because: "they are two flakes of one repository",
      },
      {
        good: '{ inputs.a.url = "github:o/r"; inputs.a-src = { url = "github:o/r"; flake = false; }; outputs = { a, a-src, ... }: { }; }\n',
        path: "flake.nix",
        because: "one is taken as a flake, the other as plain files",
      },
      {
        good: '{ inputs.a.url = "github:o/r/v1"; inputs.b.url = "github:o/r/v2"; outputs = { a, b, ... }: { }; }\n',
        path: "flake.nix",
        because: "they are two versions",
      },
    ],
    whenNotToUse:
      "Where two names of one branch are updated at different times on purpose; they are only worth knowing once the lock has them at different revisions.",
  },
  check(project, { report }) {
    for (const flake of project.flakes) {
      const firsts = new Map<string, FlakeInput>();
      for (const input of flake.inputs) {
        const key = sourceKey(input);
        const first = key === undefined ? undefined : firsts.get(key);
        if (key !== undefined && !first) firsts.set(key, input);
        if (!first) continue;
        const revisions = [first, input].map((each) => nodeOf(flake, each)?.locked?.["rev"]);
        const isApart = revisions[0] !== revisions[1] && !revisions.includes(undefined);
        report({
          at: input.place,
          message: isApart ? "apart" : "same",
          data: { input: input.name, first: first.name },
          ...(isApart ? { severity: "info" } : {}),
          related: [{ at: first.place, message: "the first one" }],
        });
      }
    }
  },
});

/** Equal for inputs that ask for the same. Inputs that override what is below them are their own. */
function sourceKey(input: FlakeInput): string | undefined {
  const reference = referenceOf(input);
  if (!reference) return undefined;
  const isForge = "owner" in reference;
  const entries = Object.entries(reference).map(([key, value]) => [
    key,
    isForge && (key === "owner" || key === "repo") ? String(value).toLowerCase() : String(value),
  ]);
  const follows = input.follows.map(({ input: inner, target }) => [inner, target]);
  return JSON.stringify([entries.toSorted(byFirst), follows.toSorted(byFirst), input.isFlake]);
}

function byFirst(a: readonly string[], b: readonly string[]): number {
  return (a[0] ?? "") < (b[0] ?? "") ? -1 : 1;
}
