/** How far a private key is usable by whoever reads it; `none` where the body is no key. */
export type KeyState = "plain" | "locked" | "stub" | "none";

/**
 * What an OpenSSH key holds: names of the cipher and of what makes its key, then the public key. `none` is a key without a
 * pass phrase; a public key of a type that begins `sk-` belongs to a hardware key. Source: PROTOCOL.key of OpenSSH.
 */
export function opensshState(body: Buffer): KeyState {
  const magic = "openssh-key-v1\0";
  if (body.toString("latin1", 0, magic.length) !== magic) return "none";
  let at = magic.length;
  const field = (): Buffer | undefined => {
    if (at + 4 > body.length) return undefined;
    const end = at + 4 + body.readUInt32BE(at);
    if (end > body.length) return undefined;
    const content = body.subarray(at + 4, end);
    at = end;
    return content;
  };
  const cipher = field()?.toString("latin1");
  const [derivation, derivationOptions] = [field(), field()];
  at += 4;
  const [publicKey, privatePart] = [field(), field()];
  if (cipher === undefined || !derivation || !derivationOptions || !publicKey || !privatePart)
    return "none";
  // Behind its length stands the type of the key.
  if (publicKey.toString("latin1", 4, 7) === "sk-") return "stub";
  return cipher === "none" ? "plain" : "locked";
}

const SEQUENCE = 0x30;

/** Whether bytes are one DER sequence that is all there: what every RSA, EC, DSA and PKCS #8 key is. */
export function isWholeSequence(body: Buffer): boolean {
  const [tag, first = 0] = body;
  if (tag !== SEQUENCE) return false;
  if (first < 0x80) return body.length >= first + 2;
  const lengthBytes = first & 0x7f;
  if (lengthBytes === 0 || lengthBytes > 3 || body.length < 2 + lengthBytes) return false;
  return body.length >= 2 + lengthBytes + body.readUIntBE(2, lengthBytes);
}

/** Integers of a public key by the number of its algorithm. Source: RFC 9580, section 5.5.5. */
const integersOfAlgorithm: ReadonlyMap<number, number> = new Map([
  [1, 2],
  [2, 2],
  [3, 2],
  [16, 3],
  [17, 4],
  [18, 1],
  [19, 1],
  [22, 1],
]);
const curveAlgorithms: ReadonlySet<number> = new Set([18, 19, 22]);
const ECDH = 18;
const fixedLengths: ReadonlyMap<number, number> = new Map([
  [25, 32],
  [26, 56],
  [27, 32],
  [28, 57],
]);

/**
 * What the first packet of a PGP key holds: a secret key in the clear, one behind a pass phrase, or the place of one that
 * is on a card or elsewhere. Source: RFC 9580, section 5.5.3, and GnuPG's DETAILS for the latter.
 */
export function pgpState(packet: Buffer): KeyState {
  const content = contentOfSecretKey(packet);
  if (!content) return "none";
  const version = content[0];
  // Older and newer ones are rare: they are taken for what they say to be.
  if (version !== 4) return "plain";
  const algorithm = content[5] ?? 0;
  let at = 6 + (fixedLengths.get(algorithm) ?? 0);
  if (curveAlgorithms.has(algorithm)) at += 1 + (content[at] ?? 0);
  for (let left = integersOfAlgorithm.get(algorithm) ?? 0; left > 0; left--) {
    if (at + 2 > content.length) return "none";
    at += 2 + Math.ceil(content.readUInt16BE(at) / 8);
  }
  if (algorithm === ECDH) at += 1 + (content[at] ?? 0);
  const usage = content[at];
  if (usage === undefined) return "none";
  if (usage === 0) return "plain";
  const isStub = content.subarray(at, at + 8).includes("GNU");
  return isStub ? "stub" : "locked";
}

/** The content of a packet with a secret key; undefined for any other. */
function contentOfSecretKey(packet: Buffer): Buffer | undefined {
  const [header = 0, length = 0] = packet;
  const secretKey = 5;
  if ((header & 0xc0) === 0xc0) {
    if ((header & 0x3f) !== secretKey) return undefined;
    return packet.subarray(length < 192 ? 2 : length < 224 ? 3 : 6);
  }
  if ((header & 0x80) === 0 || ((header >> 2) & 0x0f) !== secretKey) return undefined;
  return packet.subarray(1 + [1, 2, 4, 0][header & 3]!);
}
