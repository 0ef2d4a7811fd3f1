import { defineRule, fileReadBy } from "../../src/rule/index.ts";

export default defineRule({
  id: "secret-manager-readfile",
  summary: "a decrypted secret that is read during evaluation",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8.2, cwe: [312] },
  messages: {
    read: "`{reader}` reads a decrypted secret during evaluation, and its text ends in /nix/store.",
  },
  docs: {
    why: "The secret manager writes the file when the machine starts, for those who may read it. Reading it while the configuration is evaluated copies the clear text into the store, for everyone; in pure evaluation it fails, and on another machine there is no such file. Hand on the path, and let the service read it. Where a file of the configuration must hold the value, use `sops.templates`.",
    examples: [
      {
        bad: "{ config, ... }:\n{ services.x.password = builtins.readFile config.age.secrets.x.path; }\n",
        good: "{ config, ... }:\n{ services.x.passwordFile = config.age.secrets.x.path; }\n",
      },
    ],
    traps: [
      {
        good: '{ config, ... }:\n{ script = "cat ${config.age.secrets.x.path}"; }\n',
        because: "the script runs on the machine",
      },
    ],
    references: ["https://github.com/ryantm/agenix#builtinsreadfile-anti-pattern"],
  },
  visit: {
    apply_expression(node, context) {
      const read = fileReadBy(node, context.semantics);
      if (!read?.isDecrypted) return;
      context.report({ at: node, message: "read", data: { reader: read.reader } });
    },
  },
});
