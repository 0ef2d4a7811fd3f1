/** A private key in a text, by UTF-16 offsets. */
export interface FoundKey {
  /** Its form: `OpenSSH`, `RSA`, `age`. */
  readonly what: string;
  /**
   * `plain`: usable as it is. `locked`: needs a passphrase. `stub`: names a hardware key, and holds no secret.
   */
  readonly state: "plain" | "locked" | "stub";
  readonly start: number;
  readonly end: number;
}

const header =
  /-----BEGIN ((?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?)-----|AGE-SECRET-KEY-1|AGE-PLUGIN-|PuTTY-User-Key-File-/g;
const ageKey = /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/y;
const agePlugin = /AGE-PLUGIN-[A-Z0-9]{2,30}-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{20,400}/y;
const putty = /PuTTY-User-Key-File-\d: [\w-]{3,40}/y;

/** Shorter bodies are samples. */
const SHORTEST_BODY = 64;
const LONGEST_KEY = 40_000;

/** Whether a text may hold a private key: cheap, to be asked before the text is taken apart. */
export function mayHoldPrivateKey(text: string): boolean {
  return (
    text.includes("PRIVATE KEY") || text.includes("AGE-") || text.includes("PuTTY-User-Key-File-")
  );
}

/** The private keys in a text, in order. */
export function findPrivateKeys(text: string): readonly FoundKey[] {
  const found: FoundKey[] = [];
  header.lastIndex = 0;
  for (let hit = header.exec(text); hit; hit = header.exec(text)) {
    const [match, block] = hit;
    const key =
      block !== undefined
        ? readBlock(text, hit.index, block, match.length)
        : readLine(text, hit.index);
    if (!key) continue;
    found.push(key);
    header.lastIndex = key.end;
  }
  return found;
}

function readLine(text: string, start: number): FoundKey | undefined {
  for (const [what, pattern, state] of [
    ["age", ageKey, "plain"],
    ["age plugin", agePlugin, "stub"],
    ["PuTTY", putty, "plain"],
  ] as const) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) continue;
    if (pattern === ageKey && new Set(match[0].slice(16)).size < 12) return undefined;
    if (pattern !== putty) return { what, state, start, end: start + match[0].length };
    const next = text.indexOf("PuTTY-User", start + 10);
    const rest = text.slice(start, Math.min(next === -1 ? text.length : next, start + LONGEST_KEY));
    const end = /\nPrivate-MAC: [0-9a-f]{1,128}/.exec(rest);
    if (!/\nPrivate-Lines: \d/.test(rest)) return undefined;
    const isLocked = /\nEncryption: aes/.test(rest);
    return {
      what,
      state: isLocked ? "locked" : state,
      start,
      end: start + (end ? end.index + end[0].length : rest.length),
    };
  }
  return undefined;
}

function readBlock(
  text: string,
  start: number,
  block: string,
  headerLength: number,
): FoundKey | undefined {
  const bodyStart = start + headerLength;
  const footer = text.indexOf("-----", bodyStart);
  const inside = text.slice(
    bodyStart,
    Math.min(footer === -1 ? text.length : footer, bodyStart + LONGEST_KEY),
  );
  const isLocked = block.startsWith("ENCRYPTED") || inside.includes("Proc-Type: 4,ENCRYPTED");
  const body = base64Of(inside);
  // A body of one or two characters, and one that breaks off, is no key.
  if (body.length < SHORTEST_BODY || new Set(body).size < 16) return undefined;
  const bodyEnd = bodyStart + inside.length;
  const isClosed = text.startsWith("-----END", bodyEnd);
  const end = isClosed ? endOfFooter(text, bodyEnd) : bodyEnd;
  const format = /^(?:RSA|EC|DSA|PGP)/.exec(block)?.[0];
  const what = block.startsWith("OPENSSH") ? "OpenSSH" : (format ?? "PKCS #8");
  const state = isLocked ? "locked" : block.startsWith("OPENSSH") ? opensshState(body) : "plain";
  return { what, state, start, end };
}

function endOfFooter(text: string, footer: number): number {
  const close = text.slice(footer, footer + 100).indexOf("-----", 8);
  return close === -1 ? footer + 8 : footer + close + 5;
}

/** The base64 of a block: lines without a colon, the checksum line of PGP left out. */
function base64Of(inside: string): string {
  return inside
    .split(/\n|\\n/)
    .map((line) => line.trim().replace(/^# ?/, ""))
    .filter((line) => /^[A-Za-z0-9+/=]{1,200}$/.test(line) && !line.startsWith("="))
    .join("");
}

/**
 * What an OpenSSH key holds: a name of the cipher, then the public key. `none` is a key without a passphrase; a public key of a
 * type that begins `sk-` belongs to a hardware key.
 */
function opensshState(body: string): FoundKey["state"] {
  const bytes = Buffer.from(body, "base64");
  const magic = "openssh-key-v1\0";
  if (bytes.toString("latin1", 0, magic.length) !== magic) return "plain";
  const head = bytes.toString("latin1", magic.length, magic.length + 400);
  if (/sk-(?:ssh|ecdsa)-/.test(head)) return "stub";
  return head.startsWith("\0\0\0\x04none") ? "plain" : "locked";
}
