import { defineRule } from "../../src/rule/index.ts";

const largest = "9223372036854775807";

export default defineRule({
  id: "oversized-integer",
  summary: "an integer literal that does not fit in 64 bits",
  category: "syntax",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nixf:parse-int-too-big"],
  messages: { oversized: "`{digits}` is over {largest}, the largest integer that Nix knows." },
  docs: {
    why: "Nix refuses the whole file. Larger numbers are floats, or strings where every digit counts.",
    examples: [
      { bad: "{ id = 18446744073709551615; }\n", good: '{ id = "18446744073709551615"; }\n' },
    ],
    traps: [
      { good: "[ 9223372036854775807 (-9223372036854775807) ]\n", because: "these still fit" },
      { good: "00000000000000000000000000000001\n", because: "leading zeros do not count" },
    ],
    whenNotToUse:
      "Never: Nix does not read such a file. The smallest integer, -9223372036854775808, cannot be written either, as its sign is a separate operator.",
  },
  visit: {
    integer_expression(node, { report }) {
      const digits = node.text.replace(/^0+/, "");
      if (digits.length < largest.length || (digits.length === largest.length && digits <= largest))
        return;
      report({
        at: node,
        message: "oversized",
        data: { digits: digits.length > 40 ? `${digits.slice(0, 39)}…` : digits, largest },
      });
    },
  },
});
