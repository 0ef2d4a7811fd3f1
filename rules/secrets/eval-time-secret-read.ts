import {
  defineRule,
  fileReadBy,
  isSecretPath,
  placeOf,
  severityHere,
  severityOf,
} from "../../src/rule/index.ts";

const ciphertextName = /\.(?:age|gpg|asc|enc|jwe|sops\.\w{1,10})$/;

export default defineRule({
  id: "eval-time-secret-read",
  summary: "a secret file that is read during evaluation",
  category: "secrets",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8, cwe: [312] },
  messages: {
    read: "`{reader}` reads `{path}` during evaluation: its text ends in /nix/store, readable by every local user and every cache.",
    ciphertext:
      "`{reader}` reads `{path}` during evaluation: the ciphertext ends up where the secret should.",
  },
  docs: {
    why: "What evaluation reads becomes part of the configuration, and with it a file of the store: mode 0444, kept by old generations, copied to caches. Encryption of the repository alone (git-crypt, transcrypt) does not change that. Hand on the path, and let the service read the file.",
    examples: [
      {
        bad: "{ services.x.password = builtins.readFile ./secrets/x; }\n",
        good: "{ config, ... }:\n{ services.x.passwordFile = config.age.secrets.x.path; }\n",
      },
    ],
    traps: [
      {
        good: "{ a = builtins.readFile ./secrets/host.pub; b = builtins.readFile ./generate-password.sh; c = builtins.readFile ./secrets/wireguard_pub; }\n",
        because: "public keys and scripts are no secrets",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/312.html"],
  },
  visit: {
    apply_expression(node, context) {
      const read = fileReadBy(node, context.semantics);
      if (!read || read.isDecrypted || read.path === undefined) return;
      const { path, reader } = read;
      if (!isSecretPath(path)) return;
      const isCiphertext = ciphertextName.test(path);
      context.report({
        at: node,
        message: isCiphertext ? "ciphertext" : "read",
        data: { reader, path },
        severity: severityHere(
          context,
          placeOf(node).names,
          severityOf(isCiphertext ? "medium" : "high"),
        ),
      });
    },
  },
});
