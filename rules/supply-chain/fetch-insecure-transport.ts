import {
  attributeOf,
  defineRule,
  fetchCalls,
  isAside,
  isLoopbackAddress,
  mayHaveHash,
  severityOf,
  unwrapped,
  valueOf,
  type Expression,
  type FetchCall,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "fetch-insecure-transport",
  summary: "a fetch over http, git or ftp",
  category: "supply-chain",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 3.0, cwe: [319] },
  parity: ["zizmor:insecure-url-scheme"],
  messages: {
    hashed: "`{name}` fetches over `{scheme}`, which everyone on the way can read and stop.",
    unhashed:
      "`{name}` fetches over `{scheme}` without a hash: everyone on the way can put in other content.",
  },
  docs: {
    why: "Without TLS everyone on the way sees what is fetched and may answer in place of the server. With a hash the answer is refused; without one it is built and run.",
    examples: [
      {
        bad: '{ fetchurl }: fetchurl { url = "http://example.org/x.tgz"; hash = "sha256-1yzNXzJUCKcVzgIUd2ktcKnMfzpGJTWXD1kxM3LqkB0="; }\n',
        good: '{ fetchurl }: fetchurl { url = "https://example.org/x.tgz"; hash = "sha256-1yzNXzJUCKcVzgIUd2ktcKnMfzpGJTWXD1kxM3LqkB0="; }\n',
      },
    ],
    traps: [
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "a"; meta.homepage = "http://example.org"; }\n',
        because: "nothing is fetched from there",
      },
    ],
    fixSafety:
      "The fix writes `https:` for `http:`. Nothing is fetched to check whether the host answers there.",
  },
  visit: {
    source_code(_node, { path, tree, semantics, report }) {
      if (isAside({ path, tree })) return;
      for (const call of fetchCalls(semantics)) {
        for (const url of addressesOf(call)) check(call, url);
      }

      function check(call: FetchCall, url: Expression): void {
        if (url.kind !== "string_expression") return;
        const text = url.text.slice(1);
        const scheme = /^(?:http|git|ftp):(?=\/\/)/.exec(text)?.[0];
        if (scheme === undefined) return;
        const isOpen =
          !mayHaveHash(call) &&
          !isLoopbackAddress(text) &&
          // A commit fixes its content.
          !(call.attributes && attributeOf(call.attributes, "rev"));
        const span = { start: url.start + 1, end: url.start + 1 + scheme.length };
        report({
          at: url,
          message: isOpen ? "unhashed" : "hashed",
          data: { name: call.name, scheme: scheme.slice(0, -1) },
          ...(isOpen ? { severity: severityOf("high") } : {}),
          fix:
            scheme === "http:" && !isLoopbackAddress(text)
              ? { title: "Write https:", edits: [{ span, newText: "https:" }] }
              : undefined,
        });
      }
    },
  },
});

function addressesOf({ attributes, node }: FetchCall): readonly Expression[] {
  if (!attributes) return [unwrapped(node.argument)];
  const urls = valueOf(attributes, "urls");
  const list = urls && unwrapped(urls);
  const url = valueOf(attributes, "url");
  return [
    ...(url ? [unwrapped(url)] : []),
    ...(list?.kind === "list_expression" ? list.elements.map(unwrapped) : []),
  ];
}
