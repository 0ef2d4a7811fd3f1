import {
  attributesOf,
  calledFunction,
  defineRule,
  fetchCalls,
  fetchText,
  isAside,
  maskedText,
  PLACEHOLDER,
  plainText,
  stringsOf,
  type FetchCall,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "fetch-unpinned-git",
  summary: "`fetchGit`, `fetchTree` or `getFlake` on a moving ref",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.8, cwe: [494] },
  messages: {
    moving: "`{name}` takes whatever the branch holds that day: no revision fixes it.",
  },
  docs: {
    why: "Whoever may push to the repository chooses the code that is evaluated and built, on every machine and without a change in the configuration.",
    examples: [
      {
        bad: 'builtins.fetchGit { url = "https://example.org/gl.git"; ref = "main"; }\n',
        good: 'builtins.fetchGit { url = "https://example.org/gl.git"; rev = "0123456789abcdef0123456789abcdef01234567"; }\n',
      },
    ],
    traps: [
      {
        good: "builtins.getFlake (toString ./.)\n",
        because: "a flake beside the file is as fixed as the file",
      },
      {
        good: 'builtins.fetchTree "github:o/r/0123456789abcdef0123456789abcdef01234567"\n',
        because: "the address holds the revision",
      },
      { good: "builtins.fetchGit ./.\n", because: "it is the working tree" },
      {
        good: "{ lock }: builtins.fetchTree lock.nodes.x.locked\n",
        because: "the arguments come from a lock file",
      },
    ],
    whenNotToUse:
      "Where the newest state is wanted at each evaluation. With a revision, updates have to be made by hand or by a tool.",
    references: ["https://nix.dev/manual/nix/stable/language/builtins.html#builtins-fetchGit"],
  },
  mentions: ["fetch"],
  visit: {
    source_code(_node, { path, tree, semantics, report }) {
      if (isAside({ path, tree })) return;
      for (const call of fetchCalls(semantics)) {
        if (call.isBuiltin && isMoving(call, semantics))
          report({ at: call.callee, message: "moving", data: { name: call.name } });
      }
      for (const node of tree.nodesOfKind("apply_expression")) {
        const { origin, args, callee } = calledFunction(node, semantics);
        const [reference, second] = args;
        if (origin !== "builtins.getFlake" || !reference || second) continue;
        const [string] = stringsOf(reference, semantics);
        const address = string ? maskedText(string).trim() : plainText(semantics.fold(reference));
        if (address !== undefined && isRemote(address) && !isPinned(address))
          report({ at: callee, message: "moving", data: { name: "getFlake" } });
      }
    },
  },
});

function isMoving(call: FetchCall, semantics: Semantics): boolean {
  const { name, attributes, isComplete, address } = call;
  if (!/^fetch(?:Git|Mercurial|Tree)$/.test(name)) return false;
  if (!attributes) return address !== undefined && isRemote(address) && !isPinned(address);
  if (!isComplete) return false;
  if (attributesOf(attributes).some((known) => /^(?:rev|narHash|lastModified)$/.test(known.name)))
    return false;
  if (fetchText(call, "type", semantics) === "path") return false;
  const url = fetchText(call, "url", semantics);
  return url === undefined
    ? attributesOf(attributes).some((known) => known.name === "owner")
    : isRemote(url) && !isPinned(url);
}

/** Whether an address leads away from the machine, as far as it can be read. */
function isRemote(address: string): boolean {
  return (
    /^[a-z][a-z+.-]*:|^[\w.-]+@[\w.-]+:/i.test(address) &&
    !/^(?:path:|(?:git\+)?file:)/.test(address)
  );
}

function isPinned(address: string): boolean {
  return /[0-9a-f]{40}|[?&]rev=|narHash=/.test(address) || address.includes(PLACEHOLDER);
}
