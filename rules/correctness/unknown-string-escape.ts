import {
  defineRule,
  type EscapeSequence,
  type OfferedFix,
  type SyntaxTree,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "unknown-string-escape",
  summary: "a backslash in a string that Nix drops",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["nixpkgs-vet:NPV-170", "lix:broken-string-escape"],
  messages: { dropped: "Nix drops the backslash of `{escape}`: only `{character}` is left." },
  docs: {
    why: 'Nix knows `\\n`, `\\r`, `\\t`, `\\"`, `\\$` and `\\\\`. Before any other character the backslash vanishes without a word: the regular expression `"a\\.b"` is `a.b`, and `"\\e[1m"` is no colour.',
    examples: [
      { bad: 'builtins.match "a\\.b" "a.b"\n', good: 'builtins.match "a\\\\.b" "a.b"\n' },
      { bad: '"https:\\/\\/example.org"\n', good: '"https://example.org"\n' },
    ],
    traps: [
      { good: '[ "\\n\\r\\t\\"\\\\\\${x}" ]\n', because: "these are the escapes that Nix knows" },
      {
        good: "[ ''\\d \\. \\e[1m'' ]\n",
        because: "in this kind of string a backslash is an ordinary character",
      },
      { good: "[ ''a''\\nb ''\\tc'' ]\n", because: "here the escapes begin with two quotes" },
      { good: "[ ''it''\\'s'' ]\n", because: "escaping a quote is of use there" },
    ],
    fixSafety:
      "Before a letter, a digit or what regular expressions use, the fix writes two backslashes: that changes the value to what was probably meant, and is unsafe. Before anything else it takes the backslash away, and the value stays as it is.",
  },
  visit: {
    escape_sequence(node, { tree, report }) {
      const { text } = node;
      const isIndented = text.startsWith("''");
      const character = text.slice(text.indexOf("\\") + 1);
      // In `''` strings a quote or blank is escaped to keep it from ending the string or the indentation.
      const isDropped = isIndented
        ? text.startsWith("''\\") && /^[A-Za-z0-9]$/.test(character) && !/^[nrt]$/.test(character)
        : !/^[nrt"$\\\r\n]$/.test(character);
      if (!isDropped) return;
      report({
        at: node,
        message: "dropped",
        data: { escape: text, character },
        fix: isIndented ? undefined : fixFor(node, character, tree),
      });
    },
  },
});

function fixFor(
  node: EscapeSequence,
  character: string,
  { source }: SyntaxTree,
): OfferedFix | undefined {
  const backslash = { start: node.start, end: node.start + 1 };
  if (/^[\w.()[\]{}*+?^|]$/.test(character)) {
    return {
      title: "Write two backslashes",
      edits: [{ span: backslash, newText: "\\\\" }],
      safety: "unsafe",
    };
  }
  // `'\''` was meant for a shell: taking the backslash away would only hide that.
  if (source.slice(node.start - 1, node.start) === "'") return undefined;
  return { title: "Remove the backslash", edits: [{ span: backslash, newText: "" }] };
}
