import {
  defineOptionRule,
  isCiphertext,
  isString,
  leakingOptions,
  placeOf,
  readString,
  siblingOf,
  type Expression,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "store-leaking-option",
  summary: "an option that keeps its secret in the store",
  category: "secrets",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 6.4, cwe: [312] },
  messages: {
    leaks:
      "`{option}` ends in /nix/store in clear text wherever its value comes from; `{sibling}` reads a file at run time.",
  },
  docs: {
    why: "nixpkgs says of these options that their value is world-readable: the module writes it into a file of the store. A variable or an attribute of another file changes nothing about that. The option beside it takes the path of a file, which the service reads when it starts.",
    examples: [
      {
        bad: "{ secrets, ... }:\n{ services.nginx.virtualHosts.a.basicAuth.me = secrets.pw; }\n",
        good: '{ services.nginx.virtualHosts.a.basicAuthFile = "/run/secrets/htpasswd"; }\n',
      },
    ],
    traps: [
      {
        good: '{ config, ... }:\n{ services.grafana.settings.smtp.password = "$__file{${config.age.secrets.smtp.path}}"; services.redis.servers.a.requirePass = null; }\n',
        because: "the service looks the value up itself, and `null` is none",
      },
    ],
    references: ["https://github.com/NixOS/nixpkgs/issues/24288"],
  },
  paths: leakingOptions.map(({ path }) => path),
  ephemeral: "same",
  tests: "info",
  check({ value, span, option, path }, { report }) {
    const sibling = siblingOf(path.filter((segment) => segment !== "[]"));
    if (sibling === undefined || isHarmlessValue(value) || placeOf(value).isDescription) return;
    report({ at: span, message: "leaks", data: { option, sibling } });
  },
});

/** Literals are the business of other rules; text that refers to a file is as it should be. */
function isHarmlessValue(value: Expression): boolean {
  if (value.is("parenthesized_expression")) return isHarmlessValue(value.expression);
  if (isString(value)) {
    const { text } = readString(value);
    return (
      !text.includes("\uE000") ||
      /^(?:\$__|!|ext:|@|\{\{|\$\{|\$[A-Z{])/.test(text.trim()) ||
      isCiphertext(text) ||
      /\.(?:placeholder)\b/.test(value.text)
    );
  }
  if (value.is("select_expression")) return /\bplaceholder\b/.test(value.text);
  return value.is("variable_expression")
    ? /^(?:null|true|false)$/.test(value.text)
    : !value.is("apply_expression", "binary_expression", "if_expression");
}
