import {
  defineRule,
  elementsOf,
  fetchCalls,
  isAside,
  isLoopbackAddress,
  severityOf,
  shellScripts,
  spanWithin,
  valueOf,
  type ShellCommand,
  type Span,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "tls-verification-disabled-download",
  summary: "TLS verification switched off for a download",
  category: "supply-chain",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.6, cwe: [295] },
  messages: {
    unverified: "`{what}` takes the content from whoever answers.",
    loopback: "`{what}` takes the content from whoever answers on this machine.",
  },
  docs: {
    why: "Without the check of the certificate everyone on the way may answer in place of the server, and what they send is built, run or believed.",
    examples: [
      {
        bad: '{ stdenv }: stdenv.mkDerivation { name = "x"; preFetch = "export GIT_SSL_NO_VERIFY=1"; }\n',
        good: "{ security.pki.certificateFiles = [ ./internal-ca.crt ]; }\n",
      },
    ],
    traps: [
      {
        good: "{ testScript = ''\n  machine.succeed(\"curl -k https://server\")\n''; }\n",
        because: "a test talks to its own machines",
      },
      {
        good: '{ systemd.services.x.script = "# curl -k https://example.org\\necho \\"curl -k\\""; }\n',
        because: "nothing of this is run",
      },
    ],
    whenNotToUse: "For appliances whose certificate cannot be changed: pin the key instead.",
    references: ["https://curl.se/docs/sslcerts.html"],
  },
  visit: {
    source_code(_node, { path, tree, semantics, report }) {
      if (isAside({ path, tree })) return;
      for (const { attributes } of fetchCalls(semantics)) {
        for (const name of ["curlOpts", "curlOptsList"]) {
          const value = attributes && valueOf(attributes, name);
          for (const { node, text } of value ? elementsOf(value, semantics) : []) {
            const flag = text?.split(/\s+/).find((word) => /^(?:-k|--insecure)$/.test(word));
            if (flag !== undefined)
              report({ at: node, message: "unverified", data: { what: `curl ${flag}` } });
          }
        }
      }
      for (const { node, text, commands } of shellScripts(semantics)) {
        for (const command of commands) {
          const what = unverified(command);
          if (what === undefined) continue;
          const at = spanWithin(node, text, command.start, command.end);
          const isLocal =
            command.words.some(isLoopbackAddress) &&
            !command.words.some((word) => /:\/\//.test(word) && !isLoopbackAddress(word));
          found(what, at, isLocal);
        }
        for (const match of text.matchAll(switches)) {
          const at = spanWithin(node, text, match.index, match.index + match[0].length);
          if (!isInComment(text, match.index)) found(match[1] ?? "", at, false);
        }
      }

      function found(what: string, at: Span, isLocal: boolean): void {
        report({
          at,
          message: isLocal ? "loopback" : "unverified",
          data: { what },
          ...(isLocal ? { severity: severityOf("low") } : {}),
        });
      }
    },
  },
});

const switches =
  /\b(GIT_SSL_NO_VERIFY=["']?(?:1|true)|NODE_TLS_REJECT_UNAUTHORIZED=["']?0|PYTHONHTTPSVERIFY=["']?0)\b/g;

function isInComment(text: string, index: number): boolean {
  return /(?:^|\s)#/.test(text.slice(text.lastIndexOf("\n", index) + 1, index));
}

/** What of a command switches the check off. */
function unverified({ name, words }: ShellCommand): string | undefined {
  switch (name) {
    case "curl": {
      // Of the short flags only those that take no value stand together with others.
      const flag = words.find((word) => /^(?:--insecure|-[fsSLgviqaNOJ#0-46]*k\w*)$/.test(word));
      return flag && `curl ${flag}`;
    }
    case "wget":
      return words.includes("--no-check-certificate") ? "wget --no-check-certificate" : undefined;
    case "git":
      return words.some((word) => /^http\.sslVerify=(?:false|0)$/i.test(word)) ||
        (words.includes("config") &&
          words.some((word) => /^http\.sslVerify$/i.test(word)) &&
          words.includes("false"))
        ? "git http.sslVerify=false"
        : undefined;
    case "npm":
    case "yarn":
      return words.includes("strict-ssl") && words.includes("false")
        ? `${name} strict-ssl false`
        : undefined;
    default:
      return undefined;
  }
}
