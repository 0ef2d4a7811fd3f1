import {
  defineRule,
  secretAttributes,
  severityHere,
  spansOfAttribute,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "user-weak-password-hash",
  summary: "a password hash of a weak scheme",
  category: "secrets",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5, cwe: [916] },
  messages: {
    weak: "`{option}` is a {scheme} hash, which falls to guessing fast, and everyone who reads the store has it.",
  },
  docs: {
    why: "MD5, SHA-1, SHA-256 crypt and bcrypt with few rounds let one graphics card try millions of passwords a second. The hash is in the store and the repository, so nobody even has to steal it. Make a new one with `mkpasswd -m yescrypt` (for mail and web servers bcrypt with twelve rounds), and let it come from a file.",
    examples: [
      {
        bad: '{ mailserver.loginAccounts."a@example.org".hashedPassword = "$2b$05$NotARealHash"; }\n',
        good: '{ mailserver.loginAccounts."a@example.org".hashedPasswordFile = "/run/secrets/mail-a"; }\n',
      },
    ],
    traps: [
      {
        good: '{ users.users.a.hashedPassword = "!"; }\n',
        because: "it locks the account",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/916.html"],
  },
  visit: {
    source_code(_, context) {
      for (const attribute of secretAttributes(context)) {
        const { verdict, names, hash } = attribute;
        if (verdict !== "hash" || !hash?.isWeak) continue;
        context.report({
          ...spansOfAttribute(attribute),
          message: "weak",
          data: { option: names.join("."), scheme: hash.scheme },
          severity: severityHere(context, names, "warning"),
        });
      }
    },
  },
});
