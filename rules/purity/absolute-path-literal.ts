import {
  defineRule,
  isTestPath,
  type HpathExpression,
  type PathExpression,
  type RuleContext,
  type Semantics,
} from "../../src/rule/index.ts";

const messages = {
  absolute: "The path `{path}` leads out of the tree: what it holds is copied from this machine.",
} as const;

export default defineRule({
  id: "absolute-path-literal",
  summary: "a path literal that begins with `/` or `~`",
  category: "purity",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nixpkgs-vet:NPV-127", "nixpkgs-vet:NPV-128", "nix:lint-absolute-path-literals"],
  messages,
  docs: {
    why: "On another machine the file is missing or another one, and flakes refuse the path altogether. Where the path ends up in a string, the file is copied to the store, readable by everyone.",
    examples: [
      {
        bad: "{ services.foo.configFile = /etc/foo/main.conf; }\n",
        good: "{ services.foo.configFile = ./main.conf; }\n",
      },
    ],
    traps: [
      { good: "x: /. + x\n", because: "it only turns a string into a path" },
      {
        good: '{ services.foo.configFile = "/etc/foo/main.conf"; }\n',
        because: "a string is not read by Nix",
      },
      {
        good: "builtins.storePath /nix/store/00000000000000000000000000000000-a\n",
        because: "this path is in the store",
      },
    ],
    whenNotToUse: "In `/etc/nixos` without a flake, for files of that machine.",
  },
  visit: {
    path_expression: (node, context) => check(node, context),
    hpath_expression: (node, context) => check(node, context),
  },
});

function check(
  node: PathExpression | HpathExpression,
  { path: file, semantics, report }: RuleContext<typeof messages, unknown>,
): void {
  const { text } = node;
  if (!/^[/~]/.test(text) || /^\/\.?$|^\/nix\/store\//.test(text)) return;
  if (isTestPath(file) || /(?:^|\/)[\w-]*hardware[\w-]*\.nix$/.test(file)) return;
  if (holdsSecret.test(text) || isOnlyAskedFor(node, semantics)) return;
  const path = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  report({ at: node, message: "absolute", data: { path } });
}

/** What `secret-path-literal-to-store` reports. */
const holdsSecret =
  /secret|agenix|sops|passw|token|private|credential|\bid_[a-z0-9]+$|\.(?:key|age|pem)$|ssh/i;

/** `pathExists` reads no more than whether there is something. */
function isOnlyAskedFor(node: PathExpression | HpathExpression, semantics: Semantics): boolean {
  const { parent } = node;
  return (
    parent?.kind === "apply_expression" &&
    semantics.originOf(parent.function) === "builtins.pathExists"
  );
}
