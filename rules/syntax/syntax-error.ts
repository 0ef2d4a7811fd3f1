import { defineRule, type SyntaxErrorKind } from "../../src/rule/index.ts";

const plainMessages = {
  "empty-file": "The file holds no expression: Nix needs one to evaluate.",
  "byte-order-mark": "The file begins with a byte-order mark, which Nix cannot read.",
  "given-up": "The text is too broken to be parsed.",
  "nul-byte": "A NUL byte stands outside of strings and comments.",
  "unclosed-comment": "The comment that begins here is never closed.",
  "unexpected-end": "The file ends in the middle of an expression.",
} as const;

const tokenMessages = {
  "unclosed-string": "The string that begins here with `{token}` is never closed.",
  "unclosed-bracket": "The file ends while a `{token}` is still open.",
  "missing-semicolon": "Unexpected `{token}`: the binding before this one lacks its `;`.",
  "missing-comma": "Unexpected `{token}`: a `,` is missing before it.",
  "chained-operator":
    "`{token}` cannot be chained: Nix wants parentheses round one of the comparisons.",
  "path-trailing-slash": "The path `{token}` ends in a slash.",
  "nested-too-deep": "The text is nested too deeply at `{token}`: Nix's parser gives up here.",
  unexpected: "Unexpected `{token}`.",
} as const;

export default defineRule({
  id: "syntax-error",
  summary: "text that Nix cannot parse",
  category: "syntax",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["statix:syntax_error", "nil:syntax_error"],
  messages: { ...plainMessages, ...tokenMessages },
  docs: {
    why: "Nix reads a file whole or not at all: whatever imports this one fails with it.",
    examples: [{ bad: "{ a = 1 b = 2; }\n", good: "{ a = 1; b = 2; }\n" }],
    traps: [{ good: "{ a, b, }: a\n", because: "a trailing comma is part of the language" }],
  },
  visit: {
    source_code(_node, { syntaxErrors, report }) {
      for (const { kind, span: at, token, opening } of syntaxErrors) {
        const related = opening ? [{ at: opening, message: "It was opened here." }] : [];
        if (isPlain(kind)) report({ at, message: kind, related });
        else report({ at, message: kind, data: { token }, related });
      }
    },
  },
});

function isPlain(kind: SyntaxErrorKind): kind is keyof typeof plainMessages {
  return Object.hasOwn(plainMessages, kind);
}
