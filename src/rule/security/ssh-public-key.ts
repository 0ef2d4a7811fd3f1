/** What is known of a public key of SSH. */
export interface SshPublicKey {
  readonly type: "ssh-dss" | "ssh-rsa";
  /** Length of the modulus of an RSA key. */
  readonly bits?: number;
}

/** The type and size of a key in its text form; `undefined` for a type that is always fine, and for what is cut off. */
export function readSshPublicKey(type: string, base64: string): SshPublicKey | undefined {
  if (type === "ssh-dss") return { type };
  if (type !== "ssh-rsa") return undefined;
  const bytes = Buffer.from(base64, "base64");
  const parts: Buffer[] = [];
  for (let at = 0; parts.length < 3;) {
    if (at + 4 > bytes.length) return undefined;
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    parts.push(bytes.subarray(at + 4, end));
    at = end;
  }
  const [name, , modulus] = parts;
  if (name?.toString("latin1") !== type || !modulus) return undefined;
  const first = modulus.findIndex((byte) => byte !== 0);
  if (first === -1) return undefined;
  return { type, bits: (modulus.length - first - 1) * 8 + (32 - Math.clz32(modulus[first] ?? 0)) };
}
