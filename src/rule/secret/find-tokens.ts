import { bitsPerCharacter, isSequence } from "./entropy.ts";
import { namedShapes, tokenShapes, type TokenShape } from "./token-shapes.ts";

/** A token in a text, by UTF-16 offsets. */
export interface FoundToken {
  readonly what: string;
  /** What may be shown of it: its public beginning. */
  readonly shown: string;
  readonly start: number;
  readonly end: number;
}

const jwtKeyword = "eyJ";
const jwt = /eyJ[\w-]{10,2000}\.eyJ[\w-]{10,6000}\.[\w-]{20,1000}/y;

const byKeyword = new Map<string, TokenShape[]>();
for (const shape of tokenShapes) {
  for (const keyword of shape.keywords)
    byKeyword.set(keyword, [...(byKeyword.get(keyword) ?? []), shape]);
}

/** Longest first, so that `sk-ant-` is not taken for `sk-`. */
const keywords = [...byKeyword.keys(), jwtKeyword].toSorted((a, b) => b.length - a.length);

const anyKeyword = new RegExp(
  keywords.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|"),
  "g",
);

/** Vendors' samples, and texts that a person has to replace. */
const sampleWord =
  /example|sample|dummy|placeholder|x{4}|your[_-]|changeme|redacted|replace|\.\.\.|0{8}|1234567/i;

/** Whether a text holds the beginning of any known shape: cheap, to be asked before the text is taken apart. */
export function mayHoldToken(text: string): boolean {
  anyKeyword.lastIndex = 0;
  return anyKeyword.test(text);
}

/** The tokens of known providers in a text, in order. Linear: patterns are tried at keywords only, and are bounded. */
export function findTokens(text: string): readonly FoundToken[] {
  const found: FoundToken[] = [];
  anyKeyword.lastIndex = 0;
  for (let hit = anyKeyword.exec(text); hit; hit = anyKeyword.exec(text)) {
    const [keyword] = hit;
    const token =
      keyword === jwtKeyword ? readJwt(text, hit.index) : readToken(text, hit.index, keyword);
    if (!token) {
      anyKeyword.lastIndex = hit.index + 1;
      continue;
    }
    found.push(token);
    anyKeyword.lastIndex = token.end;
  }
  return found;
}

function readToken(text: string, at: number, keyword: string): FoundToken | undefined {
  for (const { what, pattern, before, bits } of byKeyword.get(keyword) ?? []) {
    if (!before && isWord(text[at - 1])) continue;
    pattern.lastIndex = at;
    const [match] = pattern.exec(text) ?? [];
    if (match === undefined) continue;
    const head = before?.pattern.exec(text.slice(Math.max(0, at - before.reach), at))?.[1];
    if (before && head === undefined) continue;
    const secret = match.slice(keyword.length) || (head ?? "");
    if (bitsPerCharacter(secret) < bits || isSample(secret)) continue;
    const shown = before ? "…" : `${keyword}…`;
    return { what, shown, start: at - (head?.length ?? 0), end: at + match.length };
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
  return { what: "JSON web token", shown: "eyJ…", start: at, end: at + match.length };
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
