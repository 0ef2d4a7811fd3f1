import {
  defineProjectRule,
  isRelativeNode,
  isSamplePath,
  listNames,
  nodeOf,
  nodePlace,
  referenceOf,
  type Flake,
  type LockNode,
  type ReferenceAttributes,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "flake-input-local-path",
  summary: "a flake input on one machine's disk",
  category: "supply-chain",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 4.4, cwe: [1357] },
  messages: {
    local:
      "`{input}` lies at `{path}` on one machine's disk: no other machine can build this flake.",
    locked:
      "The lock has {nodes} at `{path}`, a place on one machine's disk that no other machine can fetch.",
  },
  docs: {
    why: "Such a flake builds where it was written and nowhere else, and what it builds depends on files that nobody else can look at. Use a remote repository, or a path relative to the flake.",
    examples: [
      {
        bad: '{\n  inputs.n.url = "git+file:///home/me/nixpkgs";\n  outputs = { n, ... }: n;\n}\n',
        good: '{\n  inputs.n.url = "github:me/nixpkgs/branch";\n  outputs = { n, ... }: n;\n}\n',
        path: "flake.nix",
      },
    ],
    traps: [
      {
        good: '{ inputs.sub.url = "path:./sub"; inputs.other.url = "./other"; outputs = _: { }; }\n',
        path: "flake.nix",
        because: "a relative path moves with the flake",
      },
      {
        good: '{ inputs.n.url = "git+https://example.org/home/me/n"; outputs = _: { }; }\n',
        path: "flake.nix",
        because: "a path on a server is no path on this disk",
      },
    ],
    whenNotToUse:
      "For a flake that is meant for one machine. `--override-input` takes a local copy for one build without a change in the flake.",
    references: ["https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-flake.html#types"],
  },
  check(project, { report }) {
    for (const flake of project.flakes) {
      const named = new Set<string | undefined>();
      for (const input of flake.inputs) {
        const reference = referenceOf(input);
        const path = reference && localPath(reference);
        if (path === undefined) continue;
        named.add(nodeOf(flake, input)?.name);
        report({
          at: input.urlPlace ?? input.place,
          message: "local",
          data: { input: input.name, path },
          ...(isSamplePath(flake.path) ? { severity: "info" } : {}),
        });
      }
      const nodes = localNodes(flake).filter(({ name }) => !named.has(name));
      const [first] = nodes;
      const at = first && nodePlace(project, flake, first);
      if (first && at)
        report({
          at,
          message: "locked",
          data: {
            nodes: listNames(nodes.map(({ name }) => name)),
            path: localPath(first.locked ?? {}) ?? "",
          },
        });
    }
  },
});

/** The absolute path that a reference leads to. */
function localPath({ type, path, url }: ReferenceAttributes): string | undefined {
  if (type === "path") return typeof path === "string" && /^[/~]/.test(path) ? path : undefined;
  const file =
    typeof url === "string" ? /^(?:git\+|hg\+)?file:(?:\/\/)?(\/.*)$/.exec(url) : undefined;
  return file?.[1];
}

function localNodes({ lock }: Flake): readonly LockNode[] {
  return [...(lock?.nodes.values() ?? [])].filter(
    (node) => node.locked && localPath(node.locked) !== undefined && !isRelativeNode(node),
  );
}
