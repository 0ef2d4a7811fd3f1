import { defineOptionRule, isString, type Setting } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "empty-password",
  summary: "an account without a password",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 8.6, cwe: [258] },
  messages: {
    empty: "`{option}` is empty: whoever is at the console logs in without a password.",
    allowed: "`{option}` switches off the check that somebody can log in with a password or key.",
  },
  docs: {
    why: "An empty hash means that nobody is asked: whoever reaches the console, or a program that runs as another user where `su` allows it, becomes this account. An account without a login has `!` for a hash; everyone else needs a hash that comes from a file.",
    examples: [
      {
        bad: '{ users.users.media.hashedPassword = ""; }\n',
        good: '{ users.users.media.hashedPassword = "!"; }\n',
      },
    ],
    traps: [
      {
        good: '{ users.users.media.hashedPassword = "!"; users.users.x.hashedPassword = null; users.users.y.password = "*"; }\n',
        because: "`!` and `*` lock the account",
      },
    ],
    fixSafety:
      "The fix locks the account: nobody logs in with its password any more, not even at the console.",
    references: ["https://cwe.mitre.org/data/definitions/258.html"],
  },
  paths: [
    "users.users.*.password",
    "users.users.*.initialPassword",
    "users.users.*.hashedPassword",
    "users.users.*.initialHashedPassword",
    "users.allowNoPasswordLogin",
  ],
  ephemeral: "info",
  check(setting, { report }) {
    const { option, span, folded, value } = setting;
    if (!folded.known) return;
    if (option === "users.allowNoPasswordLogin") {
      if (folded.value.type === "boolean" && folded.value.value)
        report({ at: span, message: "allowed", data: { option } });
      return;
    }
    if (folded.value.type !== "string" || folded.value.value !== "") return;
    report({
      at: span,
      message: "empty",
      data: { option },
      ...(isHashInPlace(setting)
        ? {
            fix: {
              title: "Lock the account",
              edits: [{ span: { start: value.start, end: value.end }, newText: '"!"' }],
            },
          }
        : {}),
    });
  },
});

function isHashInPlace({ path, site, value }: Setting): boolean {
  return /hashed/i.test(path.at(-1) ?? "") && isString(value) && site.encloses(value);
}
