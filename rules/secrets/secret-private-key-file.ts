import {
  isPublicFileName,
  defineTextRule,
  isAllowed,
  severityHere,
  severityOf,
  textSecrets,
} from "../../src/rule/index.ts";

const levels = { plain: "critical", locked: "medium", stub: "low" } as const;

export default defineTextRule({
  id: "secret-private-key-file",
  summary: "a private key file in the clear",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 9.6, cwe: [538] },
  parity: ["gitleaks:private-key", "trufflehog:privatekey"],
  messages: {
    plain:
      "This file holds a private key in clear text ({what}): whoever reads the repository can use it, and a flake copies it to /nix/store, readable by every local user.",
    locked:
      "This file holds a private key that only a pass phrase protects ({what}): whoever reads the repository or the store may guess at it.",
    plugin:
      "This file names the key of a plug-in ({what}): it is of no use without the device or the service, but says which one that is.",
  },
  docs: {
    why: "Whoever has the private key is that host or person: reads what is sent to it, answers in its place, opens what was encrypted for it. Everyone who can read the repository has it, now and in its history; a path literal that names the file copies it to the store, and a flake copies every file that git tracks. Take it out, make a new pair, and keep the new key on the machine, or encrypted with age or sops. Files are judged by their content, whatever their name. Keys with a pass phrase are a warning.",
    examples: [
      {
        path: "initrd/ssh_host_rsa_key",
        bad: `-----BEGIN RSA PRIVATE KEY-----
MIFg
AbCdEfGhIjKlMnOpQrStUvWxYz0123456789NotAKeyNotAKeyNotAKeyNotAKey
AbCdEfGhIjKlMnOpQrStUvWxYz0123456789NotAKeyNotAKeyNotAKeyNotAKey
-----END RSA PRIVATE KEY-----
`,
        good: `-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCk5vdEFLZXlOb3RBS2V5Tm90QUtleU5vdEFL
-----END AGE ENCRYPTED FILE-----
`,
      },
    ],
    traps: [
      {
        path: "keys/id_ed25519_sk",
        good: `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAQgAAABpzay1zc2
gtZWQyNTUxOUBvcGVuc3NoLmNvbQAAACBOb3RBS2V5LTAxMjM0NTY3ODktTm90QUtleS1h
YmNkZQAAAD5Ob3RBS2V5LTAxMjM0NTY3ODktTm90QUtleS1hYmNkZWZnaGlqa2xtbm9wcX
JzdHV2d3h5ei1Ob3RBS2V5LQ==
-----END OPENSSH PRIVATE KEY-----
`,
        because: "the stub of a hardware key holds no secret",
      },
      {
        path: "docs/keys.md",
        good: "A key begins with `-----BEGIN OPENSSH PRIVATE KEY-----`.\n",
        because: "a header without a body is no key",
      },
      {
        path: "keys/backup.pub",
        good: "# Serial: 1\n#    Recipient: age1yubikey1notarealkey\nAGE-PLUGIN-YUBIKEY-1NOTAREALKEY0NOTAREALKEY\n",
        because: "who keeps the name of a hardware key in a `.pub` file means to show it",
      },
      {
        path: "secrets/host.crt",
        good: `-----BEGIN CERTIFICATE-----
AbCdEfGhIjKlMnOpQrStUvWxYz0123456789NotAKeyNotAKeyNotAKeyNotAKey
-----END CERTIFICATE-----
`,
        because: "certificates are made to be shown",
      },
    ],
    whenNotToUse: "For throw-away keys outside of folders of tests, exclude the files.",
    references: ["https://cwe.mitre.org/data/definitions/538.html"],
  },
  checkText(context) {
    const { path, source, report } = context;
    for (const { what, state, start, end } of textSecrets(context).keys) {
      // What is left of a hardware key is made to be copied about.
      if (state === "stub" && (what !== "age plugin" || isPublicFileName(path))) continue;
      const at = { start, end };
      if (isAllowed(source, at)) continue;
      const severity = severityHere(context, [], severityOf(levels[state]));
      const message = state === "stub" ? "plugin" : state;
      report({ at, message, data: { what }, severity, redact: [at] });
    }
  },
});
