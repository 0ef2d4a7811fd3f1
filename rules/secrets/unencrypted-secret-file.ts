import {
  defineTextRule,
  isCompanionName,
  isPublicOrOpaque,
  isSopsText,
  plainLeavesOf,
  promisedCiphertext,
  severityHere,
  textSecrets,
} from "../../src/rule/index.ts";

const MOST_NAMED = 4;

export default defineTextRule({
  id: "unencrypted-secret-file",
  summary: "a file in the clear that should be encrypted",
  category: "secrets",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 9.3, cwe: [312] },
  messages: {
    name: "This file ends in `{ending}`, but its content is not encrypted: whoever reads the repository reads it.",
    rule: "`{config}` says that this file is encrypted, but it is plain text: whoever reads the repository reads it.",
    leaves: "sops left values of this file in the clear that it should have encrypted: {names}.",
  },
  docs: {
    why: "The file was meant to be committed as ciphertext, and was not: the editor wrote it back in the clear, or nobody ran the encryption. It is readable in the repository, in its history, and for a flake in the store. Encrypt it (`sops -e -i`, `agenix -e`), and change what it holds: that was readable. A name promises ciphertext (`.age`, `.gpg`, `.enc`, `.jwe`, `.enc.yaml`, `.sops.yaml` and the like), and so does a `path_regex` of the nearest `.sops.yaml`. A sops file with single values in the clear, against its own rules, is a warning.",
    examples: [
      {
        path: "secrets/db.age",
        bad: "password: not-a-real-password\n",
        good: `-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCk5vdEFLZXlOb3RBS2V5Tm90QUtleU5vdEFL
-----END AGE ENCRYPTED FILE-----
`,
      },
    ],
    traps: [
      {
        path: "secrets/db.enc.yaml",
        good: `db:
    password: ENC[AES256_GCM,data:Tm90QUtleQ==,iv:Tm90QUtleQ==,tag:Tm90QUtleQ==,type:str]
    port_unencrypted: 5432
sops:
    mac: ENC[AES256_GCM,data:Tm90QUtleQ==,iv:Tm90QUtleQ==,tag:Tm90QUtleQ==,type:str]
    unencrypted_suffix: _unencrypted
`,
        because: "everything is encrypted that the file's own rules cover",
      },
      {
        path: "keys/recipients.age",
        good: "# laptop\nage1notarealkey0notarealkey0notarealkey0notarealkey0notarealke\n",
        because: "recipients are public",
      },
      {
        path: "keys/release.gpg",
        good: "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nTm90QUtleQ==\n-----END PGP PUBLIC KEY BLOCK-----\n",
        because: "so is this key",
      },
    ],
    whenNotToUse: "For files that only look like ciphertext by their name, exclude them.",
    references: [
      "https://cwe.mitre.org/data/definitions/312.html",
      "https://github.com/getsops/sops#using-sops-yaml-conf-to-select-kms-pgp-and-age-for-new-files",
    ],
  },
  checkText(context) {
    const { path, source, byteText, sopsConfig, report } = context;
    const whole = { start: 0, end: source.bytes.length };
    if (isSopsText(byteText)) {
      const names = plainLeavesOf(path, source.slice(0, whole.end));
      if (names.length === 0) return;
      const named = names.slice(0, MOST_NAMED).map((name) => `\`${name}\``);
      const more = names.length > named.length ? [`${names.length - named.length} more`] : [];
      report({
        at: source.lineSpan(1),
        message: "leaves",
        data: { names: [...named, ...more].join(", ") },
        severity: severityHere(context, [], "warning"),
        redact: [whole],
      });
      return;
    }
    const ending = promisedCiphertext(path);
    if ((ending === undefined && sopsConfig === undefined) || isCompanionName(path)) return;
    if (isPublicOrOpaque(byteText)) return;
    const { keys, tokens } = textSecrets(context);
    // Then it is said what the file holds.
    if (keys.length + tokens.length > 0) return;
    const shared = {
      at: source.lineSpan(1),
      severity: severityHere(context, [], "error"),
      redact: [whole],
    };
    if (ending === undefined)
      report({ ...shared, message: "rule", data: { config: sopsConfig ?? "" } });
    else report({ ...shared, message: "name", data: { ending } });
  },
});
