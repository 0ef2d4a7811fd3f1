import {
  defineRule,
  findTokens,
  isAllowed,
  isGuessable,
  isString,
  looksSecret,
  placeOf,
  readString,
  INTERPOLATION,
  secretAttributes,
  secretKindOf,
  severityHere,
  spansOfAttribute,
  spansOfValue,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "secret-in-environment",
  summary: "a secret literal in an environment",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.8, cwe: [526] },
  messages: {
    variable:
      "`{option}` holds a secret in clear text: it is in /nix/store, and every local user sees the environment of a unit.",
  },
  docs: {
    why: "The unit file or session script is in the store, `systemctl show` prints the environment, and every child process and crash report has it. `EnvironmentFile`, or `environmentFiles` of a container, read it from a file of the secret manager; `LoadCredential` keeps it out of the environment altogether.",
    examples: [
      {
        bad: '{ virtualisation.oci-containers.containers.db.environment.POSTGRES_PASSWORD = "postgres"; }\n',
        good: "{ config, ... }:\n{ virtualisation.oci-containers.containers.db.environmentFiles = [ config.sops.secrets.db-env.path ]; }\n",
      },
    ],
    traps: [
      {
        good: '{ systemd.services.x.environment = { SSH_ASKPASS = "/bin/ask"; REQUIRE_API_KEY = "False"; TOKEN_FILE = "/run/x"; API_KEY = "op://vault/item"; OPENAI_API_KEY = "dummy-key"; }; }\n',
        because: "the names only look like it, and references are no secrets",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/526.html"],
  },
  visit: {
    source_code(_, context) {
      for (const attribute of secretAttributes(context)) {
        const { verdict, names } = attribute;
        if (verdict !== "environment") continue;
        context.report({
          ...spansOfAttribute(attribute),
          message: "variable",
          data: { option: names.join(".") },
          severity: severityHere(context, names, "error"),
        });
      }
    },
    /** `Environment = [ "KEY=value" ]`. */
    binding(node, context) {
      if (!/\bEnvironment$/.test(node.attrpath.text)) return;
      const { expression } = node;
      for (const element of expression.is("list_expression") ? expression.elements : [expression]) {
        if (!isString(element) || isAllowed(context.source, element)) continue;
        const { text } = readString(element);
        const [, key = "", value = ""] = /^"?([A-Za-z_]\w{0,80})=([^]*?)"?$/.exec(text) ?? [];
        const kind = secretKindOf(key);
        if (!kind || text.includes(INTERPOLATION) || findTokens(text).length > 0) continue;
        if (!looksSecret(value, key, kind) && !isGuessable(value)) continue;
        const { names } = placeOf(node);
        context.report({
          ...spansOfValue(element),
          message: "variable",
          data: { option: `${names.join(".")}.${key}` },
          severity: severityHere(context, names, "error"),
        });
      }
    },
  },
});
