import {
  defineOptionRule,
  isAllowed,
  isPublicFileName,
  pathLiteralsOf,
  quotedPath,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "secret-identity-path-literal",
  summary: "the key that opens everything, given as a path literal",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 9.5, cwe: [321] },
  messages: {
    key: "`{option}` names a private key without quotes: Nix copies it to /nix/store, and every local user can open with it what it opens.",
  },
  docs: {
    why: "This key decrypts the secrets of the host, or signs for it. A path without quotes is copied into the store, mode 0444, and from there to caches and builders: one file that undoes all encryption. A string leaves the key where it is.",
    examples: [
      {
        bad: "{ age.identityPaths = [ /etc/ssh/ssh_host_ed25519_key ]; }\n",
        good: '{ age.identityPaths = [ "/etc/ssh/ssh_host_ed25519_key" ]; }\n',
      },
    ],
    traps: [
      {
        good: "{ age.rekey.hostPubkey = ./host.pub; age.secrets.x.file = ./x.age; }\n",
        because: "the public half and ciphertext may be in the store",
      },
    ],
    fixSafety:
      "The fix puts quotes round an absolute path: the key has to be at that place on the machine itself.",
    references: ["https://github.com/ryantm/agenix#age-module-reference"],
  },
  paths: [
    "age.identityPaths",
    "sops.age.keyFile",
    "sops.age.sshKeyPaths",
    "sops.gnupg.home",
    "sops.gnupg.sshKeyPaths",
    "services.openssh.hostKeys[].path",
    "nix.settings.secret-key-files",
    "services.nix-serve.secretKeyFile",
    "services.harmonia.signKeyPath",
    "services.harmonia.signKeyPaths",
    "services.harmonia.settings.sign_key_paths",
    "services.harmonia.cache.signKeyPaths",
    "services.atticd.environmentFile",
  ],
  ephemeral: "same",
  tests: "info",
  darwin: true,
  check({ value, option, site, name }, { report, source }) {
    for (const { node, text, isAbsolute } of pathLiteralsOf(value)) {
      if (isPublicFileName(text) || isAllowed(source, node)) continue;
      const isInPlace = site.encloses(node);
      report({
        at: isInPlace ? node : name,
        message: "key",
        data: { option },
        ...(isInPlace && isAbsolute && text.startsWith("/")
          ? {
              fix: {
                title: "Write the path as a string",
                edits: [{ span: { start: node.start, end: node.end }, newText: quotedPath(text) }],
              },
            }
          : {}),
      });
    }
  },
});
