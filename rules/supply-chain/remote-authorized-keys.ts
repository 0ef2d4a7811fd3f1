import {
  defineOptionRule,
  fetchCalls,
  mayHaveHash,
  severityOf,
  attributeOf,
  type Expression,
  type FetchCall,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "remote-authorized-keys",
  summary: "SSH login keys that are fetched from the network during evaluation",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 9.6, cwe: [829] },
  messages: {
    unhashed: "`{option}` lets in whoever `{name}` finds at the address when the host is built.",
    hashed: "`{option}` takes its keys from the network, by a hash that breaks when they change.",
  },
  docs: {
    why: "Whoever controls the account or the address adds a key of their own, and logs in after the next rebuild. No change of the configuration shows it.",
    examples: [
      {
        bad: '{ users.users.root.openssh.authorizedKeys.keyFiles = [ (builtins.fetchurl "https://example.org/me.keys") ]; }\n',
        good: "{ users.users.root.openssh.authorizedKeys.keyFiles = [ ./me.keys ]; }\n",
      },
    ],
    traps: [
      {
        good: "{ inputs, ... }: { users.users.root.openssh.authorizedKeys.keyFiles = [ inputs.my-keys ]; }\n",
        because: "the lock file fixes the content of an input",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/829.html"],
  },
  paths: [
    "users.users.*.openssh.authorizedKeys.keys",
    "users.users.*.openssh.authorizedKeys.keys.[]",
    "users.users.*.openssh.authorizedKeys.keyFiles",
    "users.users.*.openssh.authorizedKeys.keyFiles.[]",
    "boot.initrd.network.ssh.authorizedKeys",
    "boot.initrd.network.ssh.authorizedKeyFiles",
  ],
  ephemeral: "same",
  darwin: true,
  check(setting, { report, semantics }) {
    const { option, value } = setting;
    for (const { call, at } of fetchesOf(value, value, semantics, new Set())) {
      const isFixed =
        mayHaveHash(call) ||
        (call.attributes !== undefined && attributeOf(call.attributes, "rev") !== undefined);
      if (isFixed)
        report({ at, message: "hashed", data: { option }, severity: severityOf("info") });
      else report({ at, message: "unhashed", data: { option, name: call.name } });
    }
  },
});

interface Found {
  readonly call: FetchCall;
  readonly at: Expression;
}

/** The downloads in a value, and in what the names in it are bound to. */
function fetchesOf(
  value: Expression,
  place: Expression | undefined,
  semantics: Semantics,
  seen: Set<number>,
): readonly Found[] {
  if (seen.has(value.row) || seen.size > 20) return [];
  seen.add(value.row);
  const inner = fetchCalls(semantics).filter(({ node }) => value.encloses(node));
  const direct = inner.map((call) => ({
    call,
    at: place === value ? call.node : (place ?? value),
  }));
  if (direct.length > 0) return direct;
  return semantics.references.flatMap(({ node, resolution }) => {
    if (!value.encloses(node) || resolution.kind !== "bound") return [];
    const target = resolution.binding.value;
    if (!target || !node.is("variable_expression")) return [];
    return fetchesOf(target, place === value ? node : place, semantics, seen).slice(0, 1);
  });
}
