import {
  defineProjectRule,
  isNixpkgs,
  listNames,
  nodePlace,
  nodesByRepository,
  type FlakeLock,
  type LockNode,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "duplicate-locked-input",
  summary: "a repository that is locked more than once",
  category: "flake",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  parity: ["flint:duplicate", "nix-auto-follow:check", "locker:duplicate"],
  messages: {
    one: "{repositories} is locked at {count} revisions at once.",
    several: "{count} repositories are locked at several revisions at once: {repositories}.",
  },
  docs: {
    why: "Each revision is fetched and evaluated on its own, and each is one more to keep up to date. `follows` in flake.nix brings them together; `missing-follows` says where that is one step away, the rest is deeper: `inputs.a.inputs.b.inputs.c.follows`.",
    examples: [
      {
        bad: '{\n  inputs.a.url = "github:o/a";\n  inputs.b.url = "github:o/b";\n  outputs = { a, b, ... }: { inherit a b; };\n}\n',
        good: '{\n  inputs.a.url = "github:o/a";\n  inputs.b.url = "github:o/b";\n  inputs.b.inputs.systems.follows = "a/systems";\n  outputs = { a, b, ... }: { inherit a b; };\n}\n',
        path: "flake.nix",
        files: { "flake.lock": sampleLock('"systems_2"', "1") },
        goodFiles: { "flake.lock": sampleLock('["a", "systems"]', "1") },
      },
    ],
    traps: [
      {
        good: '{ inputs.a.url = "github:o/a"; inputs.b.url = "github:o/b"; outputs = { a, b, ... }: { inherit a b; }; }\n',
        path: "flake.nix",
        files: { "flake.lock": sampleLock('"systems_2"', "0") },
        because: "both nodes are locked to the same revision",
      },
    ],
    whenNotToUse: "In a flake of many inputs whose authors test them with their own.",
  },
  check(project, { report }) {
    for (const flake of project.flakes) {
      const repeated = flake.lock ? repeatedIn(flake.lock) : [];
      const [first] = repeated;
      const [node] = first?.nodes ?? [];
      const at = node && nodePlace(project, flake, node);
      if (!first || !at) continue;
      const isOne = repeated.length === 1;
      report({
        at,
        message: isOne ? "one" : "several",
        data: {
          repositories: listNames(repeated.map(({ name }) => name)),
          count: isOne ? first.nodes.length : repeated.length,
        },
        related: repeated
          .flatMap(({ nodes }) => nodes)
          .filter((other) => other !== node)
          .slice(0, 20)
          .flatMap((other) => {
            const place = nodePlace(project, flake, other);
            return place ? [{ at: place, message: "locked here as well" }] : [];
          }),
      });
    }
  },
});

interface Repeated {
  readonly name: string;
  /** The first node of each revision. */
  readonly nodes: readonly LockNode[];
}

/** What is locked most often comes first. */
function repeatedIn(lock: FlakeLock): readonly Repeated[] {
  const found: Repeated[] = [];
  for (const [repository, nodes] of nodesByRepository(lock)) {
    if (isNixpkgs(repository)) continue;
    // What is asked for by another branch or tag is another thing.
    const byRef = new Map<string, Map<string, LockNode>>();
    for (const node of nodes) {
      const revision = node.locked?.["rev"];
      if (typeof revision !== "string") continue;
      const ref = String(node.original?.["ref"] ?? node.original?.["rev"] ?? "");
      const revisions = byRef.get(ref) ?? new Map<string, LockNode>();
      byRef.set(ref, revisions);
      if (!revisions.has(revision)) revisions.set(revision, node);
    }
    for (const revisions of byRef.values())
      if (revisions.size > 1)
        found.push({ name: repository.replace(/^github:/, ""), nodes: [...revisions.values()] });
  }
  return found.toSorted((a, b) => b.nodes.length - a.nodes.length);
}

function sampleLock(second: string, digit: string): string {
  const node = (repo: string, rev: string): string =>
    `"locked": { "type": "github", "owner": "o", "repo": "${repo}", "rev": "${rev.repeat(40)}", "narHash": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }`;
  return `{
  "nodes": {
    "a": { "inputs": { "systems": "systems" }, ${node("a", "0")} },
    "b": { "inputs": { "systems": ${second} }, ${node("b", "0")} },
    "root": { "inputs": { "a": "a", "b": "b" } },
    "systems": { ${node("systems", "0")} },
    "systems_2": { ${node("systems", digit)} }
  },
  "root": "root",
  "version": 7
}
`;
}
