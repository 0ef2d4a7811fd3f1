import {
  defineProjectRule,
  isRelativeNode,
  nodePlace,
  type LockNode,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "flake-lock-unlocked-node",
  summary: "a lock node without a revision or hash",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.4, cwe: [353] },
  messages: {
    unlocked: "`{node}` has no `locked` part: Nix takes what its address holds that day.",
    revision: "`{node}` is locked to no revision: Nix takes what its branch holds that day.",
    hash: "`{node}` is locked without a `narHash`: nothing tells whether its content was replaced.",
  },
  docs: {
    why: "The lock file is the only thing that ties a flake to sources that someone looked at. A node that lost its revision or hash, in a merge or by hand, is fetched unchecked. Run `nix flake lock`; where that changes nothing, `nix flake update` with the input's name.",
    examples: [
      {
        bad: '{\n  inputs.a.url = "github:o/a";\n  outputs = { a, ... }: a;\n}\n',
        good: '{\n  inputs.a.url = "github:o/a";\n  outputs = { a, ... }: a;\n}\n',
        path: "flake.nix",
        files: {
          "flake.lock":
            '{\n  "nodes": {\n    "a": { "locked": { "type": "github", "owner": "o", "repo": "a" } },\n    "root": { "inputs": { "a": "a" } }\n  },\n  "root": "root",\n  "version": 7\n}\n',
        },
        goodFiles: {
          "flake.lock":
            '{\n  "nodes": {\n    "a": {\n      "locked": {\n        "type": "github", "owner": "o", "repo": "a",\n        "rev": "0123456789abcdef0123456789abcdef01234567",\n        "narHash": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="\n      }\n    },\n    "root": { "inputs": { "a": "a" } }\n  },\n  "root": "root",\n  "version": 7\n}\n',
        },
      },
    ],
    traps: [
      {
        good: '{ inputs.sub.url = "path:./sub"; outputs = { sub, ... }: sub; }\n',
        path: "flake.nix",
        files: {
          "flake.lock":
            '{ "nodes": { "sub": { "locked": { "type": "path", "path": "./sub" }, "parent": [] }, "root": { "inputs": { "sub": "sub" } } }, "root": "root", "version": 7 }\n',
        },
        because: "what lies in the flake itself has no hash of its own",
      },
    ],
    references: [
      "https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-flake.html#lock-files",
    ],
  },
  check(project, { report }) {
    for (const flake of project.flakes) {
      for (const node of flake.lock?.nodes.values() ?? []) {
        if (node.name === flake.lock?.root || isRelativeNode(node)) continue;
        const message = lacks(node);
        const at = message && nodePlace(project, flake, node);
        if (!message || !at) continue;
        // With a revision, Git's own hash holds the content.
        const isHeld = message === "hash" && typeof node.locked?.["rev"] === "string";
        report({
          at,
          message,
          data: { node: node.name },
          ...(isHeld ? { severity: "warning", confidence: "medium" } : {}),
        });
      }
    }
  },
});

const withRevision = new Set(["github", "gitlab", "sourcehut", "git", "mercurial"]);

function lacks({ locked }: LockNode): "unlocked" | "revision" | "hash" | undefined {
  if (!locked) return "unlocked";
  if (withRevision.has(String(locked["type"])) && typeof locked["rev"] !== "string")
    return "revision";
  return typeof locked["narHash"] === "string" ? undefined : "hash";
}
