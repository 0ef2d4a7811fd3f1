import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { findPrivateKeys, findTokens } from "../../src/rule/index.ts";

// No sample here is a key of anyone: they are made up, or made for the test.

const filler = "NotAKey-0123456789-NotAKey-abcdefghijklmnopqrstuvwxyz-NotAKey-";

function field(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function openssh(cipher: string, type = "ssh-ed25519"): Buffer {
  return Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    field(cipher),
    field(cipher === "none" ? "none" : "bcrypt"),
    field(cipher === "none" ? "" : filler.slice(0, 24)),
    Buffer.from([0, 0, 0, 1]),
    field(Buffer.concat([field(type), field(filler.slice(0, 32))])),
    field(filler),
  ]);
}

/** A version 4 packet with an Ed25519 key of the old kind, as GnuPG writes it. */
function pgp(usage: readonly number[], tag = 0x94): Buffer {
  const content = Buffer.concat([
    Buffer.from([4, 0x5f, 0, 0, 0, 22, 9, 0x2b, 6, 1, 4, 1, 0xda, 0x47, 0x0f, 1, 0x01, 0x07, 0x40]),
    Buffer.from(filler.slice(0, 32)),
    Buffer.from(usage),
    Buffer.from(filler),
  ]);
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}

function block(kind: string, body: Buffer): string {
  const lines = body.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ""].join("\n");
}

const { privateKey } = generateKeyPairSync("ed25519");
const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;

test.each([
  ["OpenSSH", block("OPENSSH PRIVATE KEY", openssh("none")), "plain"],
  ["OpenSSH with a pass phrase", block("OPENSSH PRIVATE KEY", openssh("aes256-ctr")), "locked"],
  [
    "a hardware key",
    block("OPENSSH PRIVATE KEY", openssh("none", "sk-ssh-ed25519@openssh.com")),
    "stub",
  ],
  ["PKCS #8", privateKey.export({ format: "pem", type: "pkcs8" }).toString(), "plain"],
  ["PKCS #1", rsa.export({ format: "pem", type: "pkcs1" }).toString(), "plain"],
  [
    "PKCS #8 with a pass phrase",
    rsa.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "x" }).toString(),
    "locked",
  ],
  [
    "PKCS #1 with a pass phrase",
    rsa.export({ format: "pem", type: "pkcs1", cipher: "aes-256-cbc", passphrase: "x" }).toString(),
    "locked",
  ],
  ["PGP", block("PGP PRIVATE KEY BLOCK", pgp([0])), "plain"],
  ["PGP, new packets", block("PGP PRIVATE KEY BLOCK", pgp([0], 0xc5)), "plain"],
  ["PGP with a pass phrase", block("PGP PRIVATE KEY BLOCK", pgp([254, 9, 3, 8])), "locked"],
  ["PGP on a card", block("PGP PRIVATE KEY BLOCK", pgp([255, 0, 101, 0, 71, 78, 85, 2])), "stub"],
])("%s", (_, text, state) => {
  expect(findPrivateKeys(text).map((key) => key.state)).toEqual([state]);
  const [key] = findPrivateKeys(`before\n${text}after`);
  expect(`before\n${text}after`.slice(key?.start, key?.end)).toBe(text.trimEnd());
});

describe("is no key", () => {
  test.each([
    ["a public key of PGP", block("PGP PRIVATE KEY BLOCK", pgp([0], 0x98))],
    ["one that breaks off", block("OPENSSH PRIVATE KEY", openssh("none").subarray(0, 100))],
    ["words", block("RSA PRIVATE KEY", Buffer.from(filler.repeat(3)))],
    [
      "a DER sequence that breaks off",
      block(
        "RSA PRIVATE KEY",
        Buffer.concat([Buffer.from([0x30, 0x82, 4, 0xa4]), Buffer.from(filler)]),
      ),
    ],
    ["dots", "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA...\n-----END RSA PRIVATE KEY-----"],
  ])("%s", (_, text) => {
    expect(findPrivateKeys(text)).toEqual([]);
  });
});

test("a key in base64 once more, in a comment, and on one line", () => {
  const text = block("OPENSSH PRIVATE KEY", openssh("none"));
  const commented = text.trimEnd().replaceAll(/^/gm, "// ");
  const joined = JSON.stringify(text);
  for (const form of [`key-data: ${Buffer.from(text).toString("base64")}`, commented, joined])
    expect(findPrivateKeys(form).map(({ state }) => state)).toEqual(["plain"]);
});

test("a signing key of a cache is told from a signature", () => {
  const { x = "", d = "" } = privateKey.export({ format: "jwk" });
  const key = Buffer.concat([Buffer.from(d, "base64url"), Buffer.from(x, "base64url")]);
  expect(findTokens(`cache.invented.net-1:${key.toString("base64")}`)).toHaveLength(1);
  // A key for documents and tests.
  expect(findTokens(`cache.example.org-1:${key.toString("base64")}`)).toEqual([]);
  const signature = Buffer.concat([key.subarray(32), key.subarray(0, 32)]);
  expect(findTokens(`Sig: cache.invented.net-1:${signature.toString("base64")}`)).toEqual([]);
});

test("a line of ten megabytes takes as long as ten of one", () => {
  const units = [
    "-----BEGIN RSA PRIVATE KEY-----",
    "sk-ant-",
    "eyJhIjoi",
    `x-1:${"aB3/".repeat(21)}aB==`,
  ];
  for (const unit of units) {
    const time = (bytes: number): number => {
      const text = unit.repeat(Math.ceil(bytes / unit.length));
      const start = performance.now();
      findTokens(text);
      findPrivateKeys(text);
      return performance.now() - start;
    };
    time(100_000);
    const [small, large] = [time(1_000_000), time(10_000_000)];
    expect(large, unit).toBeLessThan(Math.max(small, 20) * 30);
  }
});
