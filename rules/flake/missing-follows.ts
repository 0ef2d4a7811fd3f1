import {
  addFollows,
  defineProjectRule,
  inputNode,
  isGeneratedFile,
  listNames,
  nodeOf,
  nodePlace,
  repositoryOfNode,
  shortName,
  speaksOfFollows,
  Type,
  usesOwnCache,
  type Flake,
  type FlakeInput,
  type LockNode,
  type OpenFile,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "missing-follows",
  summary: "an input that keeps its own copy of another one",
  category: "flake",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["flake-edit:missing-follows", "nix-auto-follow:check", "nix-audit:follows_chain"],
  messages: {
    one: "{inputs} brings its own `{copy}`, though this flake has `{target}`.",
    several: "{inputs} each bring their own `{copy}`, though this flake has `{target}`.",
  },
  options: Type.Object({
    keep: Type.Array(Type.String(), {
      default: [],
      description: "Names of inputs that keep what they bring, whatever it is.",
    }),
  }),
  docs: {
    why: "Each copy is fetched, unpacked and evaluated on its own: updates take longer, and packages of two copies differ, so that a closure holds both. `inputs.<name>.inputs.<copy>.follows` takes the one that this flake already has. Run `nix flake lock` afterwards, as flake.lock has to follow.",
    examples: [
      {
        bad: `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.disko.url = "github:nix-community/disko";
  outputs = { nixpkgs, disko, ... }: { inherit (nixpkgs) lib; inherit (disko) nixosModules; };
}
`,
        good: `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.disko.url = "github:nix-community/disko";
  inputs.disko.inputs.nixpkgs.follows = "nixpkgs";
  outputs = { nixpkgs, disko, ... }: { inherit (nixpkgs) lib; inherit (disko) nixosModules; };
}
`,
        path: "flake.nix",
        files: { "flake.lock": sampleLock() },
      },
    ],
    traps: [
      {
        good: `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.disko.url = "github:nix-community/disko";
  # Without follows, so that its binary cache fits.
  outputs = { nixpkgs, disko, ... }: { inherit (nixpkgs) lib; inherit (disko) nixosModules; };
}
`,
        path: "flake.nix",
        files: { "flake.lock": sampleLock() },
        because: "a comment at the input says that it is meant so",
      },
    ],
    whenNotToUse:
      "For inputs whose packages come from a binary cache of their own: with another nixpkgs they are built on your machine. Inputs that are known to have one are left out; name others in `keep`, or write a comment at the input that says `cache` or `follows`.",
    fixSafety:
      "The input is built with another revision than its author tested, and its own binary cache no longer has what comes out. flake.lock no longer fits until `nix flake lock` has run.",
    references: [
      "https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-flake.html#flake-inputs",
    ],
  },
  check(project, { options, report }) {
    for (const flake of project.flakes) {
      const file = flake.lock && project.open(flake.path);
      if (!file || flake.hasUnknownInputs) continue;
      // What a tool writes anew is mended where it takes it from.
      const isGenerated = isGeneratedFile(flake.path, file.tree);
      for (const copies of copiesByRepository(flake, file, options.keep)) {
        const [first] = copies;
        if (!first) continue;
        const holders = [...new Set(copies.map(({ input }) => input.name))];
        const edits = copies.map(({ input, own, target }) =>
          addFollows(file, input.name, { name: own, target: target.name }),
        );
        report({
          at: first.input.place,
          message: holders.length === 1 ? "one" : "several",
          data: {
            inputs: listNames(holders),
            copy: copies.every(({ own }) => own === first.own) ? first.own : shortName(first.node),
            target: first.target.name,
          },
          related: copies.slice(0, 10).flatMap((copy) => {
            const at = nodePlace(project, flake, copy.node);
            return at ? [{ at, message: nameCopy(copy) }] : [];
          }),
          fix:
            !isGenerated && edits.every((edit) => edit !== undefined)
              ? { title: followTitle(copies), edits }
              : undefined,
        });
      }
    }
  },
});

function nameCopy({ own, input }: Copy): string {
  return ["the `", own, "` of `", input.name, "`"].join("");
}

function followTitle(copies: readonly Copy[]): string {
  const target = copies[0]?.target.name ?? "";
  return ["Let ", copies.length === 1 ? "it" : "them", " follow `", target, "`"].join("");
}

/** One input's own copy of something that the flake has. */
interface Copy {
  readonly input: FlakeInput;
  /** What the input calls it. */
  readonly own: string;
  readonly node: LockNode;
  /** The input of this flake that it could follow. */
  readonly target: FlakeInput;
}

function copiesByRepository(
  flake: Flake,
  file: OpenFile,
  keep: readonly string[],
): readonly (readonly Copy[])[] {
  const { lock } = flake;
  const found = new Map<string, Copy[]>();
  if (!lock) return [];
  for (const input of flake.inputs) {
    const holder = nodeOf(flake, input);
    if (!holder || input.alias !== undefined || !input.isFlake) continue;
    if (keep.includes(input.name) || usesOwnCache(holder)) continue;
    if (speaksOfFollows(file, input.name)) continue;
    for (const [own, reference] of holder.inputs) {
      const isFollowed = input.follows.some((known) => known.input === own);
      const node =
        typeof reference === "string" && !isFollowed ? inputNode(lock, holder, own) : undefined;
      const repository = node && repositoryOfNode(node);
      const target = node && targetFor(flake, input, node);
      if (!node || repository === undefined || !target) continue;
      const known = found.get(`${repository} ${target.name}`);
      if (known) known.push({ input, own, node, target });
      else found.set(`${repository} ${target.name}`, [{ input, own, node, target }]);
    }
  }
  return [...found.values()];
}

/** The input of this flake that a copy could follow: the same repository, and the same branch where there is a choice. */
function targetFor(flake: Flake, input: FlakeInput, copy: LockNode): FlakeInput | undefined {
  const repository = repositoryOfNode(copy);
  const candidates = flake.inputs.flatMap((other) => {
    const node = other === input ? undefined : nodeOf(flake, other);
    // What is pinned is there for something that needs it.
    const isPinned = node?.original?.["rev"] !== undefined;
    const fits = node && node !== copy && !isPinned && node.isFlake === copy.isFlake;
    return fits && repositoryOfNode(node) === repository ? [{ other, ref: refOf(node) }] : [];
  });
  const ref = refOf(copy);
  const same = candidates.find((candidate) => candidate.ref === ref);
  if (same) return same.other;
  // A release or a tag that the input asks for by name is one that it needs.
  if (copy.original?.["rev"] !== undefined || (ref !== undefined && /\d/.test(ref)))
    return undefined;
  return (candidates.find(({ other }) => other.name === "nixpkgs") ?? candidates[0])?.other;
}

function refOf({ original }: LockNode): string | undefined {
  const ref = original?.["ref"];
  return typeof ref === "string" ? ref : undefined;
}

function sampleLock(): string {
  const node = (owner: string, repo: string): string =>
    `"locked": { "type": "github", "owner": "${owner}", "repo": "${repo}", "rev": "0123456789abcdef0123456789abcdef01234567", "narHash": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }`;
  return `{
  "nodes": {
    "disko": { "inputs": { "nixpkgs": "nixpkgs" }, ${node("nix-community", "disko")} },
    "nixpkgs": { ${node("NixOS", "nixpkgs")} },
    "nixpkgs_2": { ${node("NixOS", "nixpkgs")} },
    "root": { "inputs": { "disko": "disko", "nixpkgs": "nixpkgs_2" } }
  },
  "root": "root",
  "version": 7
}
`;
}
