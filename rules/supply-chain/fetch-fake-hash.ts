import {
  constantKey,
  defineRule,
  derivationCallAround,
  fetchCalls,
  isAside,
  isSampleFile,
  placeOf,
  plainText,
  severityOf,
  unwrapped,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "fetch-fake-hash",
  summary: "a fake or empty hash left in a derivation",
  category: "supply-chain",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 4.5, cwe: [353] },
  messages: {
    fake: "`{name}` is a stand-in that no content matches.",
  },
  docs: {
    why: "The build fails, until somebody pastes in the hash of whatever arrives at that moment, unread.",
    examples: [
      {
        bad: '{ buildGoModule, lib }: buildGoModule { pname = "a"; version = "1"; src = ./.; vendorHash = lib.fakeHash; }\n',
        good: '{ buildGoModule, lib }: buildGoModule { pname = "a"; version = "1"; src = ./.; vendorHash = "sha256-1yzNXzJUCKcVzgIUd2ktcKnMfzpGJTWXD1kxM3LqkB0="; }\n',
      },
    ],
    traps: [
      {
        good: '{ buildGoModule }: buildGoModule { pname = "a"; version = "1"; src = ./.; vendorHash = null; }\n',
        because: "`null` says that there is nothing to fetch",
      },
      {
        good: "{ lib }: { fakeSha512 = lib.fakeSha512; }\n",
        because: "it only hands the function on",
      },
      { good: '{ settings.hash = ""; }\n', because: "it is not the hash of a fetch" },
    ],
    references: ["https://nixos.org/manual/nixpkgs/stable/#sec-source-hashes"],
  },
  visit: {
    binding(node, { path, tree, semantics, report }) {
      const last = node.attrpath.attrs.at(-1);
      const name = last && constantKey(tree, last.row);
      if (name === undefined || !hashKey.test(name)) return;
      const value = unwrapped(node.expression);
      const text = plainText(semantics.fold(value));
      const isFake =
        /^lib\.fake(?:Hash|Sha256|Sha512)$/.test(semantics.originOf(value) ?? "") ||
        (text !== undefined && (text === "" ? isOfFetch() : zeros.test(text)));
      if (!isFake || isAside({ path, tree }) || placeOf(node).isDescription) return;
      report({
        at: node.expression,
        message: "fake",
        data: { name },
        ...(isSampleFile(path) ? { severity: severityOf("info") } : {}),
      });

      function isOfFetch(): boolean {
        const set = node.parent?.parent;
        return (
          derivationCallAround(node, semantics)?.attributes === set ||
          fetchCalls(semantics).some(({ attributes }) => attributes === set)
        );
      }
    },
  },
});

const hashKey =
  /^(?!fake)(?:hash|sha256|sha512|outputHash|narHash|[a-z]\w*(?:Hash|Sha256|Sha512))$/;

const zeros =
  /^(?:sha256-A{43}=|sha512-A{86}==|(?:sha256:)?0{52}|(?:sha256:)?0{64}|0{103}|0{128})$/;
