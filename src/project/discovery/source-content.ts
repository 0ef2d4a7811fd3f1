/** Content that is not Nix text. */
export interface ForeignContent {
  readonly reason: "encrypted" | "binary";
  readonly detail: string;
}

const headSize = 8192;
const newline = 0x0a;

const encryptedBeginnings: readonly (readonly [beginning: Buffer, detail: string])[] = [
  [Buffer.from("\0GITCRYPT\0"), "encrypted by git-crypt"],
  [Buffer.from("age-encryption.org/v1\n"), "encrypted by age"],
  [Buffer.from("-----BEGIN AGE ENCRYPTED FILE-----"), "encrypted by age"],
  [Buffer.from("-----BEGIN PGP MESSAGE-----"), "encrypted by GPG"],
  [Buffer.from("$ANSIBLE_VAULT;"), "encrypted by ansible-vault"],
];

/** Says what the content of a file is when it is encrypted or binary; undefined for text, however broken. */
export function findForeignContent(buffer: Buffer, path: string): ForeignContent | undefined {
  const text = skipBlank(buffer);
  for (const [beginning, detail] of encryptedBeginnings) {
    if (startsWith(buffer, text, beginning)) return { reason: "encrypted", detail };
  }
  if (!path.endsWith(".nix") && isSopsFile(buffer)) {
    return { reason: "encrypted", detail: "encrypted by sops" };
  }
  return findBinaryContent(buffer.subarray(0, headSize));
}

/** Where the first line that is not empty begins. */
function skipBlank(buffer: Buffer): number {
  let at = 0;
  while (buffer[at] === newline || buffer[at] === 0x0d || buffer[at] === 0x20) at += 1;
  return at;
}

function startsWith(buffer: Buffer, offset: number, beginning: Buffer): boolean {
  // Nearly every file differs in its first byte: that test alone must be cheap.
  if (buffer[offset] !== beginning[0] || buffer.length < offset + beginning.length) return false;
  return buffer.compare(beginning, 0, beginning.length, offset, offset + beginning.length) === 0;
}

function isSopsFile(buffer: Buffer): boolean {
  return buffer.includes("ENC[AES256_GCM,data:") && buffer.includes("sops");
}

/** A NUL or two in a text are a mistake in the text; a share of control characters makes it something else. */
function findBinaryContent(head: Buffer): ForeignContent | undefined {
  if (!head.includes(0)) return undefined;
  let controls = 0;
  for (const byte of head) if (isControl(byte)) controls += 1;
  if (controls <= Math.max(2, head.length / 20)) return undefined;
  const detail = isUtf16(head) ? "UTF-16 text; Nix reads UTF-8" : "binary content";
  return { reason: "binary", detail };
}

function isControl(byte: number): boolean {
  return (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d)) || byte === 0x7f;
}

function isUtf16(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

/** Whether the content of a file is encrypted or binary. */
export function isForeignContent(bytes: Uint8Array, path: string): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return findForeignContent(buffer, path) !== undefined;
}
