import {
  defineProjectRule,
  endOfRelease,
  isSamplePath,
  newestTime,
  nixpkgsInputs,
  nodeOf,
  referenceOf,
  releaseOf,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "flake-nixpkgs-eol",
  summary: "an input that follows an unsupported NixOS release",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.5, cwe: [1104] },
  messages: {
    ended: "`{input}` follows NixOS {release}, which has had no security updates since {date}.",
    ending:
      "`{input}` follows NixOS {release}, whose support ended on {date}: it is time to move to the next release.",
  },
  docs: {
    why: "The branch of a release gets no more updates a month after the next one is out: its known holes stay open. Move to a supported branch, and read the release notes of those in between. The day is the one that `--now` gives; without it the date of the newest source in flake.lock, which the run cannot be earlier than.",
    examples: [
      {
        bad: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.05";\n  outputs = { nixpkgs, ... }: { inherit (nixpkgs) lib; };\n}\n',
        good: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05";\n  outputs = { nixpkgs, ... }: { inherit (nixpkgs) lib; };\n}\n',
        path: "flake.nix",
      },
    ],
    traps: [
      {
        good: '{ inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-31.05"; outputs = { nixpkgs, ... }: nixpkgs; }\n',
        path: "flake.nix",
        because: "nothing is known of releases that come after this version of nixaudit",
      },
      {
        good: '{ inputs.x.url = "github:o/x/release-20.03"; outputs = { x, ... }: x; }\n',
        path: "flake.nix",
        because: "another project's releases have other dates",
      },
    ],
    references: ["https://endoflife.date/nixos"],
  },
  check(project, { now, report }) {
    for (const flake of project.flakes) {
      const day = now?.getTime() ?? (flake.lock && newestTime(flake.lock));
      if (day === undefined) continue;
      for (const { input, isMain } of nixpkgsInputs(flake)) {
        const asked = referenceOf(input);
        // A registry name leads to what the lock says.
        const reference =
          asked?.["type"] === "indirect" ? (nodeOf(flake, input)?.locked ?? asked) : asked;
        const release = (asked && releaseOf(asked)) ?? (reference && releaseOf(reference));
        const date = release === undefined ? undefined : endOfRelease(release);
        if (release === undefined || date === undefined) continue;
        const days = (day - Date.parse(date)) / 86_400_000;
        if (days < 1) continue;
        const isRecent = days <= graceDays;
        const mildest = isRecent || isSamplePath(flake.path);
        report({
          at: input.urlPlace ?? input.place,
          message: isRecent ? "ending" : "ended",
          data: { input: input.name, release, date },
          ...(mildest ? { severity: "info" } : isMain ? {} : { severity: "warning" }),
        });
      }
    }
  },
});

/** So long it is only worth knowing. */
const graceDays = 30;
