import { createPrivateKey, createPublicKey } from "node:crypto";

/** What stands before a seed in PKCS #8. Source: RFC 8410, section 7. */
const head = Buffer.from("302e020100300506032b657004220420", "hex");
const SEED_LENGTH = 32;

/**
 * Whether 64 bytes in base64 are an Ed25519 key as Nix writes it: a seed, and the public key that follows from it. A signature,
 * such as every `.narinfo` has, is as long.
 */
export function isSigningKey(encoded: string): boolean {
  const bytes = Buffer.from(encoded, "base64");
  const seed = bytes.subarray(0, SEED_LENGTH);
  const privateKey = createPrivateKey({
    key: Buffer.concat([head, seed]),
    format: "der",
    type: "pkcs8",
  });
  const publicKey = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return publicKey.subarray(-SEED_LENGTH).equals(bytes.subarray(SEED_LENGTH));
}
