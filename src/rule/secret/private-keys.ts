import { createKeywordScan } from "./keyword-scan.ts";
import { isWholeSequence, opensshState, pgpState, type KeyState } from "./private-key-content.ts";

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

const keywords = [
  "-----BEGIN ",
  "AGE-SECRET-KEY-1",
  "AGE-PLUGIN-",
  "PuTTY-User-Key-File-",
  "LS0tLS1CRUdJTi",
];
const nextKeyword = createKeywordScan(keywords);
const header =
  /-----BEGIN ((?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?)-----/y;
const ageKey = /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/y;
const agePlugin = /AGE-PLUGIN-[A-Z0-9]{2,30}-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{20,400}/y;
const putty = /PuTTY-User-Key-File-\d: [\w-]{3,40}/y;

/** Shorter bodies are samples. */
const SHORTEST_BODY = 64;
const LONGEST_KEY = 40_000;

/** Whether a text may hold a private key: cheap, to be asked before the text is taken apart. */
export function mayHoldPrivateKey(text: string): boolean {
  return nextKeyword(text, 0) !== undefined;
}

/** The private keys in a text, in order. Linear; nothing but ASCII makes up a key. */
export function findPrivateKeys(text: string): readonly FoundKey[] {
  const found: FoundKey[] = [];
  let from = 0;
  for (let hit = nextKeyword(text, from); hit; hit = nextKeyword(text, from)) {
    const { index, keyword } = hit;
    const key = readKey(text, index, keyword);
    if (key) found.push(key);
    from = key ? key.end : index + keyword.length;
  }
  return found;
}

function readKey(text: string, start: number, keyword: string): FoundKey | undefined {
  if (keyword === "LS0tLS1CRUdJTi") return readEncoded(text, start);
  if (keyword !== "-----BEGIN ") return readLine(text, start);
  header.lastIndex = start;
  const [match, block] = header.exec(text) ?? [];
  return match !== undefined && block !== undefined
    ? readBlock(text, start, block, match.length)
    : undefined;
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
  // A body of one or two characters is no key.
  if (body.length < SHORTEST_BODY || new Set(body).size < 16) return undefined;
  const state = stateOf(block, Buffer.from(body, "base64"), isLocked);
  if (state === "none") return undefined;
  const bodyEnd = bodyStart + inside.length;
  const isClosed = text.startsWith("-----END", bodyEnd);
  const end = isClosed ? endOfFooter(text, bodyEnd) : bodyEnd;
  const format = /^(?:RSA|EC|DSA|PGP)/.exec(block)?.[0];
  const what = block.startsWith("OPENSSH") ? "OpenSSH" : (format ?? "PKCS #8");
  return { what, state, start, end };
}

/** What breaks off, and what somebody made up, is no key. */
function stateOf(block: string, body: Buffer, isLocked: boolean): KeyState {
  if (block.startsWith("OPENSSH")) return opensshState(body);
  if (block.startsWith("PGP")) return pgpState(body);
  // An old PEM with a pass phrase is ciphertext from its first byte on.
  if (isLocked && !block.startsWith("ENCRYPTED")) return "locked";
  if (!isWholeSequence(body)) return "none";
  return isLocked ? "locked" : "plain";
}

function endOfFooter(text: string, footer: number): number {
  const close = text.slice(footer, footer + 100).indexOf("-----", 8);
  return close === -1 ? footer + 8 : footer + close + 5;
}

/** The base64 of a block: lines without a colon, the checksum line of PGP left out. */
function base64Of(inside: string): string {
  return inside
    .split(/\n|\\n|\\r/)
    .map((line) => line.trim().replace(/^(?:#|\/\/|\*|>|--|;)[ \t]*/, ""))
    .filter((line) => /^[A-Za-z0-9+/=]{1,200}$/.test(line) && !line.startsWith("="))
    .join("");
}

const pemInBase64 = /LS0tLS1CRUdJTi[A-Za-z0-9+/]{60,20000}={0,2}/y;

/** A key file that was encoded once more, as in a kubeconfig. */
function readEncoded(text: string, start: number): FoundKey | undefined {
  pemInBase64.lastIndex = start;
  const [match] = pemInBase64.exec(text) ?? [];
  if (match === undefined) return undefined;
  const [key] = findPrivateKeys(Buffer.from(match, "base64").toString("latin1"));
  return key && { ...key, what: `${key.what}, in base64`, start, end: start + match.length };
}
