import {
  defineProjectRule,
  modifiedTime,
  newestTime,
  nixpkgsInputs,
  nodeOf,
  Type,
  type Flake,
  type FlakeInput,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "flake-nixpkgs-stale",
  summary: "a nixpkgs that has not been updated for months",
  category: "supply-chain",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.8, cwe: [1104] },
  messages: {
    stale:
      "`{input}` is locked to {date}, {days} days ago: security updates since then are missing.",
    behind:
      "`{input}` is locked to {date}, {days} days before the newest input of the lock: security updates in between are missing.",
    pinned:
      "`{input}` is pinned to a revision of {date}, {days} days back: security updates since then are missing.",
  },
  options: Type.Object({
    "info-days": Type.Integer({
      default: 30,
      minimum: 0,
      description: "Days after which it is worth knowing.",
    }),
    "warning-days": Type.Integer({
      default: 90,
      minimum: 0,
      description: "Days after which it is a warning.",
    }),
    "error-days": Type.Integer({
      default: 180,
      minimum: 0,
      description: "Days after which it is an error.",
    }),
  }),
  docs: {
    why: "Packages get their security updates through nixpkgs: a system is as old as its revision there. Run `nix flake update nixpkgs`. Ages are counted to the day that `--now` gives. Without it they are counted to the newest source in the lock, so that the same tree gives the same result on any day; then a lock that is old as a whole is not seen.",
    examples: [
      {
        bad: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";\n  outputs = { nixpkgs, ... }: { inherit (nixpkgs) lib; };\n}\n',
        good: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";\n  outputs = { nixpkgs, ... }: { inherit (nixpkgs) lib; };\n}\n',
        path: "flake.nix",
        files: { "flake.lock": sampleLock(1_700_000_000) },
        goodFiles: { "flake.lock": sampleLock(1_794_000_000) },
      },
    ],
    whenNotToUse:
      "In a repository that is kept as it was: an archive, or the state behind a paper.",
    references: ["https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-flake-update.html"],
  },
  check(project, { now, options, report }) {
    for (const flake of project.flakes) {
      const day = now?.getTime() ?? (flake.lock && newestTime(flake.lock));
      const [first, ...others] = day === undefined ? [] : oldInputs(flake, day, options);
      if (!first) continue;
      const { input, days, made, isMain, isPinned } = first;
      const { "warning-days": warning, "error-days": error } = options;
      const level = days > error ? "error" : days > warning ? "warning" : "info";
      report({
        at: input.place,
        message: isPinned ? "pinned" : now ? "stale" : "behind",
        data: { input: input.name, days, date: dayOf(made) },
        severity: isMain ? level : "info",
        related: others.map((other) => ({
          at: other.input.place,
          message: `locked to ${dayOf(other.made)}`,
        })),
      });
    }
  },
});

interface OldInput {
  readonly input: FlakeInput;
  /** Milliseconds since 1970. */
  readonly made: number;
  readonly days: number;
  readonly isMain: boolean;
  readonly isPinned: boolean;
}

/** The main one first, then the oldest. */
function oldInputs(
  flake: Flake,
  day: number,
  options: { readonly "info-days": number; readonly "warning-days": number },
): readonly OldInput[] {
  return nixpkgsInputs(flake)
    .flatMap(({ input, isMain }): OldInput[] => {
      const node = nodeOf(flake, input);
      const made = node && modifiedTime(node);
      if (made === undefined) return [];
      const days = Math.floor((day - made) / millisecondsOfDay);
      // One that is kept for some packages may lag behind a while.
      if (days <= options[isMain ? "info-days" : "warning-days"]) return [];
      return [{ input, made, days, isMain, isPinned: node?.original?.["rev"] !== undefined }];
    })
    .toSorted((a, b) => Number(b.isMain) - Number(a.isMain) || b.days - a.days);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

const millisecondsOfDay = 86_400_000;

function sampleLock(lastModified: number): string {
  return `{
  "nodes": {
    "nixpkgs": {
      "locked": {
        "type": "github", "owner": "NixOS", "repo": "nixpkgs",
        "rev": "0123456789abcdef0123456789abcdef01234567",
        "narHash": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "lastModified": ${lastModified}
      },
      "original": { "type": "github", "owner": "NixOS", "repo": "nixpkgs", "ref": "nixos-unstable" }
    },
    "root": { "inputs": { "nixpkgs": "nixpkgs" } }
  },
  "root": "root",
  "version": 7
}
`;
}
