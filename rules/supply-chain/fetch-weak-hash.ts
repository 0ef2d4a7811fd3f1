import {
  attributesOf,
  defineRule,
  derivationCalls,
  fetchCalls,
  isAside,
  plainText,
  type SetAttribute,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "fetch-weak-hash",
  summary: "an MD5 or SHA-1 content hash",
  category: "supply-chain",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.5, cwe: [328] },
  messages: {
    weak: "`{name}` fixes the content with {algorithm}, for which other content can be made.",
  },
  docs: {
    why: "Two files with one MD5 or SHA-1 hash can be made. Whoever does so shows one to the reviewer and serves the other to the build.",
    examples: [
      {
        bad: '{ fetchurl }: fetchurl { url = "https://example.org/x.tar.gz"; sha1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709"; }\n',
        good: '{ fetchurl }: fetchurl { url = "https://example.org/x.tar.gz"; hash = "sha256-1yzNXzJUCKcVzgIUd2ktcKnMfzpGJTWXD1kxM3LqkB0="; }\n',
      },
    ],
    traps: [
      {
        good: '{ name }: { cacheKey = builtins.hashString "md5" name; }\n',
        because: "nothing is trusted for its hash there",
      },
      {
        good: '{ sha1 }: { upload = { inherit sha1; algorithm = "md5"; }; }\n',
        because: "it is not a fetch",
      },
    ],
    whenNotToUse:
      "For hashes that a generated lock of a package manager holds: the publisher gives no better one.",
    references: ["https://shattered.io/"],
  },
  mentions: ["md5", "sha1"],
  visit: {
    source_code(_node, { path, tree, semantics, report }) {
      if (isAside({ path, tree })) return;
      const sets = new Set(
        [...fetchCalls(semantics), ...derivationCalls(semantics)].flatMap(
          ({ attributes }) => attributes ?? [],
        ),
      );
      const found = Array.from(sets).flatMap((set) =>
        attributesOf(set).flatMap((attribute) => {
          const algorithm = weakAlgorithm(attribute);
          return algorithm ? [{ at: attribute.definition, name: attribute.name, algorithm }] : [];
        }),
      );
      // So many were made from the lock of a package manager: one finding says it.
      const shown = found.length > LIST_LENGTH ? found.slice(0, 1) : found;
      for (const { at, name, algorithm } of shown)
        report({ at, message: "weak", data: { name, algorithm } });

      function weakAlgorithm({ name, below, value }: SetAttribute): string | undefined {
        const text = value && below.length === 0 ? plainText(semantics.fold(value)) : undefined;
        if (text === undefined || text === "") return undefined;
        const key =
          name === "md5" || name === "sha1"
            ? name
            : name === "outputHashAlgo"
              ? text
              : /^(?:hash|outputHash)$/.test(name)
                ? /^(md5|sha1)[-:]/.exec(text)?.[1]
                : undefined;
        return key === "md5" ? "MD5" : key === "sha1" ? "SHA-1" : undefined;
      }
    },
  },
});

const LIST_LENGTH = 10;
