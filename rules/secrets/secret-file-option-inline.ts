import {
  defineRule,
  findTokens,
  hashKindOf,
  INTERPOLATION,
  isAllowed,
  isCiphertext,
  isHarmless,
  isPublicMaterial,
  isSecretFileName,
  placeOf,
  secretLines,
  severityHere,
  storeTextOf,
  type Expression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "secret-file-option-inline",
  summary: "a secret file that is made from a string",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8, cwe: [312] },
  messages: {
    inline:
      "`{option}` takes a file so that the secret stays out of /nix/store; `{builder}` puts it there.",
    hashes:
      "`{option}` is a file of password hashes that `{builder}` puts in /nix/store: every local user can guess at them.",
  },
  docs: {
    why: "It looks like the safe option and is not: `writeText` and its kin write the text into the store, mode 0444, where every local user and every cache can read it. Give the path of a file that a secret manager writes on the machine, as a string.",
    examples: [
      {
        bad: '{ pkgs, ... }:\n{ services.nextcloud.config.adminpassFile = "${pkgs.writeText "pw" "test123"}"; }\n',
        good: '{ services.nextcloud.config.adminpassFile = "/run/secrets/nextcloud-admin"; }\n',
      },
    ],
    traps: [
      {
        good: '{ pkgs, ... }:\n{ services.x.environmentFile = pkgs.writeText "env" "LOG_LEVEL=debug\\nDB_PASSWORD=\\n"; }\n',
        because: "nothing in it is a secret",
      },
      {
        good: '{ pkgs, ... }:\n{ programs.ssh.userKnownHostsKeyFile = pkgs.writeText "keys" "ssh-ed25519 AAAA"; }\n',
        because: "keys of known hosts are public",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/312.html"],
  },
  visit: {
    binding(node, context) {
      if (!/file|path|LoadCredential/i.test(node.attrpath.text)) return;
      const { names, isDescription } = placeOf(node);
      const leaf = names.at(-1) ?? "";
      if (!isSecretFileName(leaf) || isDescription || isAllowed(context.source, node)) return;
      const values: readonly Expression[] = node.expression.is("list_expression")
        ? node.expression.elements
        : [node.expression];
      for (const value of values) {
        const made = storeTextOf(value, context.semantics);
        if (!made) continue;
        const text = made.text?.text;
        const kind = kindOf(text, leaf);
        if (kind === "harmless") continue;
        const { text: string } = made;
        const inside = string ? [string.spanOf(0, string.text.length)] : [];
        const isHashes = kind === "hashes";
        context.report({
          at: value,
          message: isHashes ? "hashes" : "inline",
          data: { option: names.join("."), builder: made.builder },
          severity: severityHere(context, names, isHashes ? "info" : "error"),
          redact: inside,
        });
      }
    },
  },
});

/** What is written; unknown text counts as the secret that the option asks for. */
function kindOf(text: string | undefined, leaf: string): "secret" | "hashes" | "harmless" {
  const isEnvironment = /^(?:environment|env)/i.test(leaf);
  if (text === undefined) return isEnvironment ? "harmless" : "secret";
  const trimmed = text.trim();
  if (findTokens(text).length > 0 || isCiphertext(trimmed)) return "harmless";
  const lines = trimmed.split("\n").map((line) => line.trim());
  const full = lines.filter((line) => line !== "" && !line.startsWith("#"));
  if (full.every((line) => isPublicMaterial(line))) return "harmless";
  if (full.every((line) => hashKindOf(line.slice(line.indexOf(":") + 1)))) return "hashes";
  if (full.every((line) => /^[\w.-]{1,80}\s?[=:]\s*(?:""|'')?$/.test(line))) return "harmless";
  if (isEnvironment || full.every((line) => /^[A-Za-z_]\w{0,80}=/.test(line)))
    return [...secretLines(text)].some(({ key, value }) => !isHarmless(value, key, "password"))
      ? "secret"
      : "harmless";
  // A text made of one reference is as secret as what it refers to.
  return trimmed === INTERPOLATION && isEnvironment ? "harmless" : "secret";
}
