import { startOfText, type SourceText, type Span } from "../../text/index.ts";

/** A value of a JSON text with its place: UTF-8 byte offsets, quotes and brackets included. */
export type JsonNode = JsonObject | JsonArray | JsonScalar;

export interface JsonObject extends Span {
  readonly kind: "object";
  /** In source order, repeated keys too. */
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly key: string;
  /** The key with its quotes. */
  readonly keySpan: Span;
  readonly value: JsonNode;
}

export interface JsonArray extends Span {
  readonly kind: "array";
  readonly elements: readonly JsonNode[];
}

export interface JsonScalar extends Span {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
}

/** Why a text is no JSON, as one clause, and the byte offset that shows it. */
export interface JsonProblem {
  readonly reason: string;
  readonly at: number;
}

/** Deeper than any lock file; Nix's own reader gives up there as well. */
const MOST_NESTING = 500;

/**
 * Reads a JSON text (RFC 8259) and keeps where everything stands. Takes what `JSON.parse` takes, and a byte-order mark before
 * it; refuses the rest, and what is nested more than 500 deep.
 */
export function parseJson(
  source: SourceText,
):
  | { readonly value: JsonNode; readonly problem?: never }
  | { readonly problem: JsonProblem; readonly value?: never } {
  try {
    return { value: readText(source) };
  } catch (error) {
    if (error instanceof NotJson) return { problem: { reason: error.message, at: error.at } };
    throw error;
  }
}

/** The value of an attribute of an object, the last one where the key is repeated, as `JSON.parse` has it. */
export function memberOf(node: JsonNode | undefined, key: string): JsonMember | undefined {
  return node?.kind === "object"
    ? node.members.findLast((member) => member.key === key)
    : undefined;
}

/** What `JSON.parse` would give. */
export function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plainValue(value)]));
    case "array":
      return node.elements.map(plainValue);
    case "scalar":
      return node.value;
  }
}

class NotJson extends Error {
  readonly at: number;
  constructor(reason: string, at: number) {
    super(reason);
    this.at = at;
  }
}

function readText(source: SourceText): JsonNode {
  const { bytes } = source;
  let at = startOfText(bytes);
  const value = readValue(0);
  skipBlanks();
  if (at < bytes.length) throw new NotJson("it goes on behind its end", at);
  return value;

  function readValue(depth: number): JsonNode {
    if (depth > MOST_NESTING) throw new NotJson(`it is nested over ${MOST_NESTING} deep`, at);
    skipBlanks();
    switch (bytes[at]) {
      case Byte.openBrace:
        return readObject(depth);
      case Byte.openBracket:
        return readArray(depth);
      case Byte.quote: {
        const start = at;
        return { kind: "scalar", value: readString(), start, end: at };
      }
      default:
        return readWord();
    }
  }

  function readObject(depth: number): JsonObject {
    const start = at++;
    const members: JsonMember[] = [];
    if (!takes(Byte.closeBrace)) {
      do {
        skipBlanks();
        if (bytes[at] !== Byte.quote) throw unexpected("a key in quotes");
        const keyStart = at;
        const key = readString();
        const keySpan = { start: keyStart, end: at };
        if (!takes(Byte.colon)) throw unexpected("`:`");
        members.push({ key, keySpan, value: readValue(depth + 1) });
      } while (takes(Byte.comma));
      if (!takes(Byte.closeBrace)) throw unexpected("`,` or `}`");
    }
    return { kind: "object", members, start, end: at };
  }

  function readArray(depth: number): JsonArray {
    const start = at++;
    const elements: JsonNode[] = [];
    if (!takes(Byte.closeBracket)) {
      do elements.push(readValue(depth + 1));
      while (takes(Byte.comma));
      if (!takes(Byte.closeBracket)) throw unexpected("`,` or `]`");
    }
    return { kind: "array", elements, start, end: at };
  }

  function readString(): string {
    const start = at;
    for (at += 1; bytes[at] !== Byte.quote; at += 1) {
      const byte = bytes[at];
      if (byte === undefined || byte === Byte.newline)
        throw new NotJson("a text in quotes does not end", start);
      if (byte === Byte.backslash) at += 1;
    }
    at += 1;
    try {
      return JSON.parse(source.slice(start, at)) as string;
    } catch {
      throw new NotJson("a text in quotes holds an unknown escape or a control character", start);
    }
  }

  function readWord(): JsonScalar {
    const start = at;
    while (isWordByte(bytes[at])) at += 1;
    const word = source.slice(start, at);
    if (!/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word)) {
      at = start;
      throw unexpected("a value");
    }
    return { kind: "scalar", value: JSON.parse(word) as number | boolean | null, start, end: at };
  }

  function skipBlanks(): void {
    while (isBlank(bytes[at])) at += 1;
  }

  function takes(byte: number): boolean {
    skipBlanks();
    if (bytes[at] !== byte) return false;
    at += 1;
    return true;
  }

  function unexpected(missing: string): NotJson {
    const early = at >= bytes.length ? "it ends too early: " : "";
    return new NotJson(`${early}${missing} is missing`, at);
  }
}

const Byte = {
  newline: 0x0a,
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Letters, digits, `+`, `-` and `.`. */
function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  return isLetter || (byte >= 0x30 && byte <= 0x39) || [0x2b, 0x2d, 0x2e].includes(byte);
}
