import { defineRule, type SyntaxErrorKind } from "../../src/rule/index.ts";

const plainMessages = {
  "empty-file": "The file holds no expression: Nix needs one to evaluate.",
  "byte-order-mark": "The file begins with a byte-order mark, which Nix cannot read.",
  "given-up": "The text is too broken to be parsed.",
  "nul-byte": "A NUL byte stands outside of strings and comments.",
  "unclosed-comment": "The comment that begins here is never closed.",
  "repeated-comma": "Nothing stands between two commas.",
  "comma-in-list": "Elements of a list stand side by side: Nix knows no `,` between them.",
  "json-pair": "Unexpected `:`: a set binds with `=` and ends each binding with `;`.",
  "misplaced-ellipsis": "`...` stands once in a pattern, and last.",
  "dot-without-name": "No name follows the `.`.",
  "at-without-name": "The `@` lacks the name or the pattern on one side.",
  "unexpected-end": "The file ends in the middle of an expression.",
} as const;

const tokenMessages = {
  "unclosed-string": "The string that begins here with `{token}` is never closed.",
  "unclosed-bracket": "The file ends while a `{token}` is still open.",
  "extra-bracket": "Unexpected `{token}`: nothing is open that it could close.",
  "missing-value": "Unexpected `{token}`: a value is missing before it.",
  "keyword-as-name": "`{token}` is a keyword and cannot be a name.",
  "let-without-in": "Unexpected `{token}`: the `let` lacks its `in`.",
  "if-without-then": "Unexpected `{token}`: the `if` lacks its `then`.",
  "if-without-else": "Unexpected `{token}`: the `if` lacks its `else`.",
  "chained-operator": "`{token}` cannot be chained: Nix wants parentheses round one comparison.",
  "path-trailing-slash": "The path `{token}` ends in a slash.",
  "nested-too-deep": "The text is nested too deeply at `{token}`: Nix's parser gives up here.",
  unexpected: "Unexpected `{token}`.",
} as const;

const missingMessages = {
  "missing-bracket": "Unexpected `{token}`: `{expected}` is missing before it.",
  "missing-semicolon": "Unexpected `{token}`: the binding before it lacks its `{expected}`.",
  "missing-comma": "Unexpected `{token}`: `{expected}` is missing before it.",
  "missing-equals": "Unexpected `{token}`: `{expected}` is missing before it.",
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
  parity: [
    "statix:syntax_error",
    "nil:syntax_error",
    "nixf:parse-unexpected",
    "NixOSLinter:nix-syntax-check",
  ],
  messages: { ...plainMessages, ...tokenMessages, ...missingMessages },
  docs: {
    why: "Nix reads a file whole or not at all: whatever imports this one fails with it.",
    examples: [{ bad: "{ a = 1 b = 2; }\n", good: "{ a = 1; b = 2; }\n" }],
    traps: [{ good: "{ a, b, }: a\n", because: "a trailing comma is part of the language" }],
  },
  visit: {
    source_code(_node, { syntaxErrors, report }) {
      for (const { kind, span: at, token, expected = "", opening } of syntaxErrors) {
        const related = opening ? [{ at: opening, message: "It belongs to this." }] : [];
        if (isPlain(kind)) report({ at, message: kind, related });
        else if (isMissing(kind)) report({ at, message: kind, data: { token, expected }, related });
        else report({ at, message: kind, data: { token }, related });
      }
    },
  },
});

function isPlain(kind: SyntaxErrorKind): kind is keyof typeof plainMessages {
  return Object.hasOwn(plainMessages, kind);
}

function isMissing(kind: SyntaxErrorKind): kind is keyof typeof missingMessages {
  return Object.hasOwn(missingMessages, kind);
}
