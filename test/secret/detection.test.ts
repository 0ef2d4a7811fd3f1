import { describe, expect, test } from "vitest";
import {
  findCommandLineSecrets,
  findPrivateKeys,
  findSqlPasswords,
  findTokens,
  findUrlCredentials,
  hashKindOf,
  isCiphertext,
  isPublicMaterial,
  isSecretFileName,
  looksSecret,
  secretKindOf,
  secretLines,
} from "../../src/rule/index.ts";

test.each([
  ["password", "password"],
  ["dbPassword", "password"],
  ["POSTGRES_PASSWORD", "password"],
  ["rpc-password", "password"],
  ["requirePass", "password"],
  ["psk", "password"],
  ["apiKey", "token"],
  ["APIKey", "token"],
  ["client_secret", "token"],
  ["bot.token", "token"],
  ["token2", "token"],
  ["webhookUrl", "token"],
  ["adminpassword", "password"],
  ...[
    "passwordFile",
    "tokenPath",
    "BYPASS",
    "COMPASS",
    "PASSAGE",
    "SSH_ASKPASS",
    "TIKTOKEN",
    "TOKEN_ENDPOINT",
    "tokenExpiration",
    "publicKey",
    "hashedPassword",
    "no_password",
    "requirePassword",
    "csrfToken",
    "unknown-token",
    "key",
    "pin",
    "credentialsId",
    "sortKey",
  ].map((name) => [name, "none"]),
])("%s is a name of kind %s", (name = "", kind) => {
  expect(secretKindOf(name) ?? "none").toBe(kind);
});

test.each([
  ["passwordFile", true],
  ["adminpassFile", true],
  ["environmentFiles", true],
  ["APP_KEY_FILE", true],
  ["LoadCredential", true],
  ["authorizedKeysFile", false],
  ["publicKeyFile", false],
  ["keymapFile", false],
  ["keyboardFile", false],
  ["configFile", false],
])("%s asks for a secret file: %s", (name, expected) => {
  expect(isSecretFileName(name)).toBe(expected);
});

describe("values", () => {
  test.each(["s3cr3t", "correct horse", "hunter2x", "a,b;c"])("%s is a password", (value) => {
    expect(looksSecret(value, "password", "password")).toBe(true);
  });

  test.each([
    "",
    "$X",
    "${X}",
    "{{ x }}",
    "@X@",
    "!secret x",
    "ext:x",
    "hash:@x@",
    "op://vault/x",
    "<password>",
    "__PASSWORD__",
    "%d/x",
    "{env.X}",
    "{$X}",
    "%env(X)%",
    "%{file:/x}%",
    "os.environ/X",
    "AZURE_API_KEY",
    "/run/x",
    "~/x",
    "true",
    "never",
    "12h",
    "1 month",
    "::ff",
    "static:::1",
    "fg=red",
    "#ff0000",
    "xxxx",
    "pass-word",
    "one two three four",
    "https://example.org/x",
    "your-password",
    "sha256-NotAHash",
    "age1notarealkey",
  ])("%s is none", (value) => {
    expect(looksSecret(value, "passWord", "password")).toBe(false);
  });

  test.each(["aB3dE5fG7hI9", "0123456789abcdef"])("%s is a token", (value) => {
    expect(looksSecret(value, "token", "token")).toBe(true);
  });

  test.each(["short1", "my-service-name", "mail/smtp/password", "cl"])(
    "%s is no token",
    (value) => {
      expect(looksSecret(value, "token", "token")).toBe(false);
    },
  );
});

test.each([
  ["$y$j9T$salt$hash", "yescrypt", false],
  ["$6$salt$hash", "SHA-512 crypt", false],
  ["$2b$12$hash", "bcrypt", false],
  ["$2b$05$hash", "bcrypt", true],
  ["$1$salt$hash", "MD5 crypt", true],
  ["{SSHA}hash", "salted SHA-1", true],
  ["argon2:$argon2id$v=19$hash", "argon2", false],
])("%s is %s", (text, scheme, isWeak) => {
  expect(hashKindOf(text)).toEqual({ scheme, isWeak });
});

test.each(["!", "*", "!!", "!*", "x", "plain", "$HOME", ""])("%s is no hash", (text) => {
  expect(hashKindOf(text)).toBeUndefined();
});

test("ciphertext and public material are told by what they are", () => {
  for (const text of [
    "age-encryption.org/v1\n-> X25519",
    "-----BEGIN AGE ENCRYPTED FILE-----\nx",
    "-----BEGIN PGP MESSAGE-----\nx",
    "$ANSIBLE_VAULT;1.1;AES256",
    "ENC[AES256_GCM,data:x]",
  ])
    expect(isCiphertext(text), text).toBe(true);
  expect(isCiphertext("age: 12")).toBe(false);
  for (const text of [
    "ssh-ed25519 AAAAC3Nz me",
    "c3NoLWVkMjU1MTkgQUFBQQ==",
    "0A1B2C3D4E5F60718293A4B5C6D7E8F901234567",
    "-----BEGIN CERTIFICATE-----",
  ])
    expect(isPublicMaterial(text), text).toBe(true);
});

describe("one pass over hostile text", () => {
  const scans = {
    findTokens,
    findPrivateKeys,
    findUrlCredentials,
    findSqlPasswords,
    findCommandLineSecrets,
    secretLines: (text: string) => [...secretLines(text)],
    looksSecret: (text: string) => looksSecret(text, "token", "token"),
  };
  const units = [
    "a",
    "eyJ",
    " eyJ-eyJ",
    "ghp_ghp_",
    "=glpat-",
    "/ABSK",
    "=syt_aaaaaaaaaaaaaaaaaaa",
    ":AA:AA",
    "a-1:",
    " _mmk",
    "-----BEGIN RSA PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nAAAA",
    "PuTTY-User-Key-File-2: ssh-rsa\n",
    " AGE-PLUGIN-X-1QQQQ",
    "x://",
    "x://a:a",
    "a:b@",
    "PASSWORD '",
    "PASSWORD 'x",
    "--password ",
    "curl -u a",
    "sshpass -p '",
    "password = ",
    "a/b",
    "A1_",
    "${",
    "{",
  ];
  const long = new Set(["a", "ghp_ghp_", "x://", "password = "]);
  test.each(units)("%j", (unit) => {
    const length = long.has(unit) ? 10_000_000 : 1_000_000;
    const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    for (const [name, scan] of Object.entries(scans)) {
      const start = performance.now();
      scan(text);
      expect(performance.now() - start, name).toBeLessThan(4000);
    }
  });
});
