import { hash } from "node:crypto";

/** Tells contents apart: two that give the same are the same. */
export function hashContent(content: Uint8Array | string): string {
  return hash("sha256", content, "base64url").slice(0, 32);
}
