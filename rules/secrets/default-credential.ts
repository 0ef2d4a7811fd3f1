import {
  defineRule,
  secretAttributes,
  severityHere,
  severityOf,
  spansOfAttribute,
  valueOf,
  type FileContext,
  type SecretAttribute,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "default-credential",
  summary: "a password that everyone tries first",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8.4, cwe: [1392] },
  messages: {
    guessable:
      "`{option}` is a default or a word that everyone tries first, and is in the store for every local user.",
    localDatabase: "`{option}` is guessable: local users can log in to this database with it.",
  },
  docs: {
    why: "Machines that log in with `admin`, `changeme` or the service's own name run all over the internet and find a new service within hours. A signing key that a vendor publishes lets everyone write sessions of their own. Make a random value, keep it in a file outside of the store, and change what was encrypted or signed with the old one.",
    examples: [
      {
        bad: '{ services.grafana.settings.security.admin_password = "admin"; }\n',
        good: '{ config, ... }:\n{ services.grafana.settings.security.admin_password = "$__file{${config.sops.secrets.grafana.path}}"; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.x.settings = { password = "{{ password }}"; token = null; }; }\n',
        because: "a template and `null` are no passwords",
      },
    ],
    references: [
      "https://cwe.mitre.org/data/definitions/1392.html",
      "https://github.com/NixOS/nixpkgs/pull/484374",
    ],
  },
  visit: {
    source_code(_, context) {
      for (const attribute of secretAttributes(context)) {
        const { verdict, names } = attribute;
        if (verdict !== "guessable" || isRconOff(attribute, context)) continue;
        const isLocal = isLocalDatabase(names);
        const level = severityOf(isLocal ? "low" : "high");
        context.report({
          ...spansOfAttribute(attribute),
          message: isLocal ? "localDatabase" : "guessable",
          data: { option: names.join(".") },
          severity: severityHere(context, names, level),
        });
      }
    },
  },
});

/** Minecraft servers are given a password that nobody can log in with: the remote console is off. */
function isRconOff(
  { names, binding }: SecretAttribute,
  { semantics }: Pick<FileContext, "semantics">,
): boolean {
  if (!/^rcon[.-]?password$/i.test(names.at(-1) ?? "")) return false;
  const set = binding.parent?.parent;
  if (!set?.is("attrset_expression", "rec_attrset_expression")) return false;
  return ["enable-rcon", "enableRcon"].some((name) => {
    const value = valueOf(set, name);
    const folded = value && semantics.fold(value);
    return folded?.known === true && folded.value.type === "boolean" && !folded.value.value;
  });
}

/** A role of a database on the same machine: peers log in by their system user. */
function isLocalDatabase(names: readonly string[]): boolean {
  return names
    .slice(0, -1)
    .some((name) => /^(?:database|db|postgres(?:ql)?|psycopg2)$/i.test(name));
}
