import { defineOptionRule, isString, severityOf } from "../../src/rule/index.ts";

/** Public material that is kept in a secret manager for convenience. */
const publicNames = /pub|cert|crt|\.pem|known_?hosts|allowed_?signers|ca-|-ca$|[-_]id$/i;

export default defineOptionRule({
  id: "secret-world-readable",
  summary: "a decrypted secret that everyone may read",
  category: "secrets",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 6.2, cwe: [732] },
  messages: {
    readable: "`{option}` lets every local user read the decrypted secret.",
    writable: "`{option}` lets every local user replace the decrypted secret.",
  },
  docs: {
    why: "What was encrypted with care is decrypted for everyone: any service that is broken into, and any local user, reads it. Name the one that needs it by `owner` or `group`; a unit with `DynamicUser` takes it through `LoadCredential`.",
    examples: [
      {
        bad: '{ sops.secrets.restic.mode = "0444"; }\n',
        good: '{ sops.secrets.restic.mode = "0440"; }\n',
      },
    ],
    traps: [
      {
        good: '{ age.secrets."host.pub".mode = "0444"; sops.secrets.ca-cert.mode = "0644"; }\n',
        because: "public material may be read",
      },
    ],
    fixSafety:
      "The fix takes the rights of others away: a reader that is neither the owner nor in the group can't read it any more.",
    references: ["https://cwe.mitre.org/data/definitions/732.html"],
  },
  paths: [
    "age.secrets.*.mode",
    "sops.secrets.*.mode",
    "secrix.secrets.*.mode",
    "sops.templates.*.mode",
  ],
  ephemeral: "same",
  darwin: true,
  check({ folded, option, path, span, value, site }, { report }) {
    if (!folded.known || folded.value.type !== "string") return;
    const digits = /^0?[0-7]{3}$/.test(folded.value.value) ? folded.value.value : undefined;
    const others = Number(digits?.at(-1) ?? 0);
    if (others < 2 || publicNames.test(path.at(-2) ?? "")) return;
    const isWritable = (others & 2) !== 0;
    if (!isWritable && others < 4) return;
    report({
      at: span,
      message: isWritable ? "writable" : "readable",
      data: { option },
      severity: severityOf(isWritable ? "high" : "medium"),
      ...(isString(value) && site.encloses(value)
        ? {
            fix: {
              title: "Take the rights of others away",
              edits: [{ span: { start: value.start, end: value.end }, newText: '"0440"' }],
            },
          }
        : {}),
    });
  },
});
