import { defineOptionRule, linesOf, severityOf, type Level } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "nfs-no-root-squash",
  summary: "an NFS export that gives clients root, or is open to everyone",
  category: "service",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.6, cwe: [732] },
  messages: {
    root: "`{option}` gives root on a client root over the exported files.",
    everyone: "`{option}` lets every machine that reaches the server change the exported files.",
    insecure: "`{option}` takes requests that any user of a client can make up.",
  },
  docs: {
    why: "Whoever is root on a client, or poses as one, puts a setuid program or a key into the export and takes over the server and the other clients. NFS believes the address and the user number that it is told.",
    examples: [
      {
        bad: '{ services.nfs.server.exports = "/srv *(rw,no_root_squash)"; }\n',
        good: '{ services.nfs.server.exports = "/srv 10.0.0.5(rw,root_squash)"; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.nfs.server.exports = "/srv 10.0.0.5(rw,no_subtree_check)"; }\n',
        because: "the check of subtrees is no protection",
      },
      {
        good: "{\n  services.nfs.server.exports = ''\n    # /srv *(rw,no_root_squash)\n  '';\n}\n",
        because: "the line is a comment",
      },
    ],
    whenNotToUse:
      "For a machine that boots from the export: root has to write there, so suppress it with a reason.",
    references: ["https://man7.org/linux/man-pages/man5/exports.5.html"],
  },
  paths: ["services.nfs.server.exports"],
  check({ value, option }, { tree, report }) {
    // Also strings inside of others: exports are often put together from a list of hosts.
    const strings = [
      ...tree.nodesOfKind("string_expression"),
      ...tree.nodesOfKind("indented_string_expression"),
    ].filter((node) => value.encloses(node));
    for (const { text, at } of strings.flatMap(linesOf)) {
      if (text.startsWith("#")) continue;
      const found = Array.from(text.matchAll(hostOptions)).flatMap(
        ({ 1: host = "", 2: words = "", index }) =>
          // What stands before the string is not known.
          index === 0 && host === "" ? [] : (judge(host, new Set(words.split(/[\s,]+/))) ?? []),
      );
      const worst = levels.flatMap((level) => found.find((one) => one.level === level) ?? [])[0];
      if (worst)
        report({
          at,
          message: worst.message,
          data: { option },
          severity: severityOf(worst.level),
        });
    }
  },
});

/** `host(option,option)`; bounded, for a line may be one long word. */
const hostOptions = /([^\s()]{0,200})\(([^()]{0,500})\)/g;

const levels: readonly Level[] = ["critical", "high", "medium", "low"];

interface Judged {
  readonly message: "root" | "everyone" | "insecure";
  readonly level: Level;
}

function judge(host: string, words: ReadonlySet<string>): Judged | undefined {
  if (/^(?:localhost|127\.[\d.]+(?:\/\d+)?|::1)$/.test(host)) return undefined;
  const isEveryone = /^(?:\*|0\.0\.0\.0\/0|::\/0|)$/.test(host);
  if (words.has("anonuid=0")) return { message: "root", level: "critical" };
  if (words.has("no_root_squash"))
    return { message: "root", level: isEveryone ? "critical" : "high" };
  if (isEveryone && words.has("rw"))
    return { message: "everyone", level: words.has("all_squash") ? "medium" : "high" };
  return words.has("insecure") ? { message: "insecure", level: "low" } : undefined;
}
