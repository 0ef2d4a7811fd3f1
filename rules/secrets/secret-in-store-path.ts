import {
  defineRule,
  isAllowed,
  isPublicFileName,
  isSecretFileName,
  pathLiteralsOf,
  placeOf,
  quotedPath,
  severityHere,
} from "../../src/rule/index.ts";

/** Options that have rules of their own, or that want ciphertext. */
const others =
  /^(?:rekeyFile|sopsFile|defaultSopsFile|identityPaths|sshKeyPaths|keyFile|gnupgHome|secret-key-files)$/;

export default defineRule({
  id: "secret-in-store-path",
  summary: "a secret file of the machine that is copied to the store",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 9.3, cwe: [538] },
  messages: {
    absolute:
      "`{option}` names its file without quotes: Nix copies it to /nix/store, where every local user can read it.",
  },
  docs: {
    why: "A path without quotes is a value that Nix copies into the store as soon as it becomes a string: mode 0444, kept by old generations, sent to caches. A string is only handed on, and the service reads the file itself. In pure evaluation such a path is refused.",
    examples: [
      {
        bad: "{ services.restic.backups.x.passwordFile = /root/restic-password; }\n",
        good: '{ services.restic.backups.x.passwordFile = "/root/restic-password"; }\n',
      },
    ],
    traps: [
      {
        good: "{ age.secrets.x.rekeyFile = ./secrets/x.age; services.x.passwordFile = ./secrets/x.age; }\n",
        because: "ciphertext may be in the store",
      },
      {
        good: "{ services.x.tlsKeyPath = /etc/ssl/ca.crt; }\n",
        because: "certificates are public",
      },
    ],
    fixSafety:
      "The fix puts quotes round the path: the file has to be on the machine that runs the service.",
    whenNotToUse:
      "Paths within the repository are not judged by this rule: most of them are ciphertext.",
    references: ["https://github.com/NixOS/nixpkgs/issues/78640"],
  },
  visit: {
    binding(node, context) {
      if (!/file|path|LoadCredential/i.test(node.attrpath.text)) return;
      const { names, isDescription } = placeOf(node);
      const leaf = names.at(-1) ?? "";
      if (!isSecretFileName(leaf) || others.test(leaf) || isDescription) return;
      for (const { node: path, text, isAbsolute } of pathLiteralsOf(node.expression)) {
        if (!isAbsolute || isPublicFileName(text) || /^\/(?:nix|dev)\//.test(text)) continue;
        if (isAllowed(context.source, path)) continue;
        const isHome = text.startsWith("~");
        context.report({
          at: path,
          message: "absolute",
          data: { option: names.join(".") },
          severity: severityHere(context, names, "error"),
          // A string knows no home folder.
          ...(isHome
            ? {}
            : {
                fix: {
                  title: "Write the path as a string",
                  edits: [
                    { span: { start: path.start, end: path.end }, newText: quotedPath(text) },
                  ],
                },
              }),
        });
      }
    },
  },
});
