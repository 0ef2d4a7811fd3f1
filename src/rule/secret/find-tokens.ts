import { bitsPerCharacter, isSequence } from "./entropy.ts";
import { createKeywordScan } from "./keyword-scan.ts";
import { namedShapes, tokenShapes, type TokenShape } from "./token-shapes.ts";

/** A token in a text, by UTF-16 offsets. */
export interface FoundToken {
  readonly what: string;
  /** What may be shown of it: its public beginning. */
  readonly shown: string;
  readonly start: number;
  readonly end: number;
  /** Whether little is lost with it: it ran out, or only lets others send a sign of life. */
  readonly isMinor?: true;
}

const jwtKeyword = "eyJ";
const jwt = /eyJ[\w-]{10,2000}\.eyJ[\w-]{10,6000}\.[\w-]{20,1000}/y;

/** Unix time that the shapes are as of, in seconds: what ran out before is of no use to anyone. */
const asOf = Date.UTC(2025, 9, 1) / 1000;

/** A proof by arithmetic takes long beside a look: a file with more candidates is a list of signatures. */
const MOST_PROOFS = 100;

const byKeyword = new Map<string, TokenShape[]>();
for (const shape of tokenShapes) {
  for (const keyword of shape.keywords)
    byKeyword.set(keyword, [...(byKeyword.get(keyword) ?? []), shape]);
}

/** Keywords that begin at one place are told apart by length, so that `sk-ant-` is not taken for `sk-`. */
const nextKeyword = createKeywordScan([...byKeyword.keys(), jwtKeyword]);

/** Vendors' samples, and texts that a person has to replace. */
const sampleWord =
  /example|sample|dummy|placeholder|x{4}|your[_-]|changeme|redacted|replace|\.\.\.|0{8}|1234567/i;

/** Whether a text holds the beginning of any known shape: cheap, to be asked before the text is taken apart. */
export function mayHoldToken(text: string): boolean {
  return nextKeyword(text, 0) !== undefined;
}

/**
 * The tokens of known providers in a text, in order. Linear: patterns are tried at keywords only, and are bounded. Nothing
 * but ASCII makes up a token, so that in a text of one character a byte the offsets are bytes.
 */
export function findTokens(text: string): readonly FoundToken[] {
  const found: FoundToken[] = [];
  const proofs = { left: MOST_PROOFS };
  let from = 0;
  for (let hit = nextKeyword(text, from); hit; hit = nextKeyword(text, from)) {
    const { index, keyword } = hit;
    const token =
      keyword === jwtKeyword ? readJwt(text, index) : readToken(text, index, keyword, proofs);
    if (token) found.push(token);
    from = token ? token.end : index + 1;
  }
  return found;
}

function readToken(
  text: string,
  at: number,
  keyword: string,
  proofs: { left: number },
): FoundToken | undefined {
  for (const { what, pattern, before, bits, isReal, isMinor } of byKeyword.get(keyword) ?? []) {
    if (!before && isWord(text[at - 1])) continue;
    pattern.lastIndex = at;
    const [match] = pattern.exec(text) ?? [];
    if (match === undefined) continue;
    const head = before?.pattern.exec(text.slice(Math.max(0, at - before.reach), at))?.[1];
    if (before && head === undefined) continue;
    const secret = match.slice(keyword.length) || (head ?? "");
    if (bitsPerCharacter(secret) < bits || isSample(secret)) continue;
    if (isReal && (proofs.left-- <= 0 || !isReal(match))) continue;
    const shown = before ? "…" : `${keyword}…`;
    const start = at - (head?.length ?? 0);
    return { what, shown, start, end: at + match.length, ...(isMinor ? { isMinor } : {}) };
  }
  return keyword.startsWith(jwtKeyword) ? readJwt(text, at) : undefined;
}

function isSample(secret: string): boolean {
  return sampleWord.test(secret) || secret.endsWith("EXAMPLE") || isSequence(secret);
}

/** A signed web token: one that is not signed opens nothing, and one for anonymous use is public. */
function readJwt(text: string, at: number): FoundToken | undefined {
  if (isWord(text[at - 1])) return undefined;
  jwt.lastIndex = at;
  const [match] = jwt.exec(text) ?? [];
  if (match === undefined) return undefined;
  const [header, payload] = match.split(".").slice(0, 2).map(decodeJson);
  if (!header || !payload || isUnsigned(header)) return undefined;
  if (payload.get("role") === "anon" || payload.get("sub") === "1234567890") return undefined;
  if (bitsPerCharacter(match) < 3.5) return undefined;
  const expiry = payload.get("exp");
  const minor = typeof expiry === "number" && expiry < asOf ? { isMinor: true as const } : {};
  return { what: "JSON web token", shown: "eyJ…", start: at, end: at + match.length, ...minor };
}

function isUnsigned(header: ReadonlyMap<string, unknown>): boolean {
  const algorithm = header.get("alg");
  return typeof algorithm !== "string" || algorithm.toLowerCase() === "none";
}

function decodeJson(part: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return typeof value === "object" && value !== null
      ? new Map<string, unknown>(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}

/** The provider whose token a whole value is, when a name around it speaks of the provider. */
export function namedTokenOf(names: readonly string[], value: string): string | undefined {
  const name = names.join(" ").replaceAll("_", " ");
  const shape = namedShapes.find(
    (candidate) =>
      candidate.pattern.test(value) &&
      candidate.name.test(name) &&
      bitsPerCharacter(value) >= candidate.bits &&
      /\d/.test(value) &&
      !isSample(value),
  );
  return shape?.what;
}
