import {
  defineRule,
  secretAttributes,
  severityHere,
  spansOfAttribute,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "password-hash-in-repo",
  summary: "a password hash in the repository and the store",
  category: "secrets",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.5, cwe: [522] },
  messages: {
    login:
      "`{option}` is a {scheme} hash: whoever reads the store or the repository can guess at the password at leisure.",
    service:
      "`{option}` is a {scheme} hash: whoever reads the store can guess at the password at leisure.",
  },
  docs: {
    why: "A hash is made to slow guessing down, not to be shown: with it in hand an attacker tries passwords on machines of their own, unseen and without limit, and a weak one falls however good the scheme. Let a secret manager bring it: `hashedPasswordFile`. Hashes of services are a note.",
    examples: [
      {
        bad: '{ users.users.bob.hashedPassword = "$6$NotARealSalt$NotARealHash"; }\n',
        good: '{ users.users.bob.hashedPasswordFile = "/run/secrets-for-users/bob"; }\n',
      },
    ],
    traps: [
      {
        good: '{ users.users = { a.hashedPassword = "!"; b.hashedPassword = "*"; c.hashedPassword = null; }; }\n',
        because: "they lock the account",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/522.html"],
  },
  visit: {
    source_code(_, context) {
      for (const attribute of secretAttributes(context)) {
        const { verdict, names, hash } = attribute;
        if (verdict !== "hash" || !hash || hash.isWeak) continue;
        const isLogin = /hashedPassword$/i.test(names.at(-1) ?? "") && names.includes("users");
        context.report({
          ...spansOfAttribute(attribute),
          message: isLogin ? "login" : "service",
          data: { option: names.join("."), scheme: hash.scheme },
          severity: severityHere(context, names, isLogin ? "warning" : "info"),
        });
      }
    },
  },
});
