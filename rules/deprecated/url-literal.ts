import { defineRule, type UriExpression } from "../../src/rule/index.ts";

export default defineRule({
  id: "url-literal",
  summary: "a URL without quotes",
  category: "deprecated",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: [
    "statix:unquoted_uri",
    "nixf:deprecated-url-literal",
    "nil:uri_literal",
    "hammering:no-uri-literals",
    "nix:lint-url-literals",
    "lix:url-literals",
    "tvix:W001",
  ],
  messages: {
    unquoted: "The URL `{text}` stands without quotes.",
    function: "Nix reads `{text}` as a URL, a string, and not as a function.",
    shell:
      "Nix reads `{text}` as a URL, and puts in just these letters where shell text was meant.",
  },
  docs: {
    why: "Bare URLs are deprecated (RFC 45), and newer releases of Nix and Lix can refuse them. They also take what was meant as something else: `x:x` is a string.",
    examples: [
      {
        bad: "{ homepage = https://example.org/a?b=c; }\n",
        good: '{ homepage = "https://example.org/a?b=c"; }\n',
      },
    ],
    traps: [
      {
        good: '{ a = "https://example.org"; } # https://example.org\n',
        because: "it has its quotes",
      },
      { good: "x: x\n", because: "the blank makes it a function" },
      { good: "''\n  echo ''${v:3}\n''\n", because: "`''${` is text for the shell" },
    ],
    fixSafety:
      "Nix parses both to the same. What looks like a function or like text for the shell is left alone.",
    references: ["https://github.com/NixOS/rfcs/blob/master/rfcs/0045-deprecate-url-syntax.md"],
  },
  visit: {
    uri_expression(node, { report }) {
      const meant = whatWasMeant(node);
      const { text } = node;
      report({
        at: node,
        message: meant,
        data: { text: text.length > 60 ? `${text.slice(0, 59)}…` : text },
        fix:
          meant === "unquoted"
            ? { title: "Put it in quotes", edits: [{ span: node, newText: `"${text}"` }] }
            : undefined,
      });
    },
  },
});

function whatWasMeant({ text, parent }: UriExpression): "unquoted" | "function" | "shell" {
  const colon = text.indexOf(":");
  const scheme = text.slice(0, colon);
  const rest = text.slice(colon + 1);
  if (rest.startsWith("//") || knownSchemes.has(scheme)) return "unquoted";
  if (
    parent?.is("interpolation") &&
    parent.parent?.is("string_expression", "indented_string_expression")
  )
    return "shell";
  return isName(scheme) && isSelection(rest) ? "function" : "unquoted";
}

/** Schemes that need no `//`. */
const knownSchemes = new Set(
  `about channel cid data file flake git git+file git+ssh github gitlab hg indirect magnet mailto mirror news path sftp
  sourcehut ssh tarball tel urn xmpp`.split(/\s+/),
);

function isName(text: string): boolean {
  return /^[a-zA-Z_][\w'-]*$/.test(text);
}

function isSelection(text: string): boolean {
  return text.split(".").every(isName);
}
