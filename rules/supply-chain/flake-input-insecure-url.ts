import {
  defineProjectRule,
  isLoopbackAddress,
  listNames,
  nodeOf,
  nodePlace,
  type Edit,
  type Flake,
  type FlakeInput,
  type LockNode,
  type Project,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "flake-input-insecure-url",
  summary: "a flake input over a transport without authentication",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 7.8, cwe: [319] },
  messages: {
    unlocked:
      "`{input}` comes over `{scheme}:`, which anyone on the way can change, and no lock tells.",
    locked:
      "`{input}` comes over `{scheme}:`: the next update takes whatever someone on the way makes of it.",
    transitive:
      "{inputs} of other flakes come over an address without authentication, such as `{scheme}:`.",
  },
  docs: {
    why: "Plain `http:` and `git:` show nothing of who answers. The hash in flake.lock protects what is locked already; each update trusts the network again.",
    examples: [
      {
        bad: '{\n  inputs.x.url = "git+http://example.org/x";\n  outputs = { x, ... }: x;\n}\n',
        good: '{\n  inputs.x.url = "git+https://example.org/x";\n  outputs = { x, ... }: x;\n}\n',
        path: "flake.nix",
      },
    ],
    traps: [
      {
        good: '{ inputs.x.url = "git+ssh://git@example.org/x"; outputs = { x, ... }: x; }\n',
        path: "flake.nix",
        because: "SSH knows its host",
      },
      {
        good: '{ inputs.x.url = "http://localhost:8080/x.tar.gz"; outputs = { x, ... }: x; }\n',
        path: "flake.nix",
        because: "nobody stands between a machine and itself",
      },
    ],
    fixSafety:
      "The host may not answer at the address with encryption. Run `nix flake lock` after it.",
    references: [
      "https://nix.dev/manual/nix/stable/command-ref/new-cli/nix3-flake.html#flake-references",
    ],
  },
  check(project, { report }) {
    for (const flake of project.flakes) {
      for (const input of flake.inputs) {
        const { url = input.attributes["url"] ?? "", urlPlace, place, name } = input;
        const scheme = insecureScheme(url);
        if (scheme === undefined) continue;
        const locked = nodeOf(flake, input)?.locked;
        const isLocked = locked?.["narHash"] !== undefined;
        report({
          at: urlPlace ?? place,
          message: isLocked ? "locked" : "unlocked",
          data: { input: name, scheme },
          ...(isLocked ? { severity: "warning" } : {}),
          fix: fixOf(input, scheme, project, flake),
        });
      }
      const others = transitiveNodes(flake);
      const [first] = others;
      const at = first && nodePlace(project, flake, first);
      if (first && at)
        report({
          at,
          message: "transitive",
          data: {
            inputs: listNames(others.map(({ name }) => name)),
            scheme: schemeOf(first) ?? "",
          },
          severity: "info",
        });
    }
  },
});

function insecureScheme(url: string): string | undefined {
  const scheme = /^((?:git|tarball|file|hg)\+http|http|git):\/\//.exec(url)?.[1];
  if (scheme === undefined || isLoopbackAddress(url.replace(/^\w+\+/, ""))) return undefined;
  return scheme;
}

function schemeOf({ original, locked }: LockNode): string | undefined {
  const [url] = [original?.["url"], locked?.["url"]].filter((text) => typeof text === "string");
  return url === undefined ? undefined : insecureScheme(url);
}

/** Nodes that this flake did not ask for itself. */
function transitiveNodes(flake: Flake): readonly LockNode[] {
  const own = new Set(flake.inputs.map((input) => nodeOf(flake, input)?.name));
  return [...(flake.lock?.nodes.values() ?? [])].filter(
    (node) => !own.has(node.name) && schemeOf(node) !== undefined,
  );
}

function fixOf(
  { urlPlace }: FlakeInput,
  scheme: string,
  project: Project,
  { path }: Flake,
): { title: string; edits: Edit[] } | undefined {
  const source = urlPlace && project.open(path)?.source;
  if (!source) return undefined;
  const { start, end } = urlPlace.span;
  const at = source.slice(start, end).indexOf(`${scheme}://`);
  if (at < 0 || at > 3) return undefined;
  const secure = scheme === "git" ? "git+https" : `${scheme}s`;
  const span = { start: start + at, end: start + at + scheme.length };
  return { title: `Use \`${secure}:\``, edits: [{ span, newText: secure }] };
}
