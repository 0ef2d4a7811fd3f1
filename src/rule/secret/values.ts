import { bitsPerCharacter } from "./entropy.ts";
import { hashKindOf } from "./password-hashes.ts";
import type { SecretKind } from "./key-names.ts";
import { isCiphertext } from "./ciphertext.ts";
import { isPublicMaterial } from "./public-material.ts";

/** What a text refers to instead of being it: a variable, a template, an entry of a secret manager, a file. */
const indirections: readonly RegExp[] = [
  /^(?:\$[\w({]|\\\$|''\$|\$\$)/,
  /^\$__(?:file|env)/,
  /^!\w/,
  /^ext:/,
  /^hash:@/,
  /^@[^@\s]{1,200}@$/,
  /^\{\{|\}\}$/,
  /^[{%]\{?[\w.$:/ -]{1,200}\}%?$/,
  /^%env\(/,
  /^%d\//,
  /^%\w{1,60}%$/,
  /^#[^#\s]{1,100}#$/,
  /^<[^<>]{1,200}>$/,
  /^\[[^[\]]{1,100}\]$/,
  /^__\w{1,200}__$/,
  /^(?:op|vault|bws|sops|age|pass|file|env|keyring|secret|ref|exec|cmd|agenix|sm|awssm|gopass|bw|rbw|systemd-creds|credential|secretRef)s?:/i,
  /^os\.environ\//,
  /^(?:process|os|import\.meta)\.env(?:iron)?\b/,
  /^(?:\/|\.\.?\/|~\/|%h\/)/,
  // The name of a variable of the environment.
  /^[A-Z][A-Z0-9_]{3,}$/,
];

/** Whether a text stands for a secret that is elsewhere. */
export function isIndirection(value: string): boolean {
  return indirections.some((pattern) => pattern.test(value)) || /\$\{|\$\(/.test(value);
}

const harmlessWords = new Set(
  `true false yes no none null nil auto generate random default enabled disabled never always prompt keep required optional ask
  plain login unset empty undefined manual automatic unused redacted dummy fake`.split(/\s+/),
);

const harmlessShapes: readonly RegExp[] = [
  /^-?\d+(?:\.\d+)?\s?(?:ns|us|ms|s|m|h|d|w|y|min|sec|hours?|days?|weeks?|months?|years?|minutes?|seconds?|[kKmMgG]i?[bB]?|%)?$/,
  /^(?:::[0-9a-f]|static:|eui64|prefixstable)/i,
  /^(?:fg|bg)=/,
  /^#[0-9A-Fa-f]{3,8}$/,
  /^(.)\1*$/,
  /^[a-z][a-z0-9+.-]{1,20}:\/\//i,
  // Somebody has to put something here.
  /your[-_ ]|change[-_ ]?this|x{4}|^dummy|placeholder|example|^not[-_ ]|^\*+$|^\.\.\.$|^todo\b|fixme|replace[-_ ]?me|insert[-_ ]/i,
];

/** Words of a sentence; a pass phrase of more than three is told from a text by nobody. */
const MOST_WORDS = 3;
const LONGEST_NAME = 40;

/** What is longer is a text, or has a shape of its own. */
const LONGEST_VALUE = 2000;

/** Whether a value can't be a secret, whatever its name. */
export function isHarmless(value: string, key: string, kind: SecretKind): boolean {
  const trimmed = value.trim();
  return (
    trimmed === "" ||
    trimmed.length > LONGEST_VALUE ||
    trimmed.includes("\n") ||
    isIndirection(trimmed) ||
    harmlessWords.has(trimmed.toLowerCase()) ||
    harmlessShapes.some((pattern) => pattern.test(trimmed)) ||
    isSameName(trimmed, key) ||
    trimmed.split(/\s+/, MOST_WORDS + 1).length > MOST_WORDS ||
    isPublicMaterial(trimmed) ||
    isCiphertext(trimmed) ||
    hashKindOf(trimmed) !== undefined ||
    isPathOfNames(trimmed, kind)
  );
}

/** `api-key = "api-key"`, `password = "mail/password"`: the entry of a secret manager, called what it is. */
function isSameName(value: string, key: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_. ]/g, "");
  return plain(value) === plain(key);
}

function isPathOfNames(value: string, kind: SecretKind): boolean {
  if (!/^[a-z0-9][a-z0-9_.-]*(?:\/[a-z0-9_.-]+)+$/i.test(value.slice(0, 200))) return false;
  if (kind === "password") return /(?:pass|secret|token|key|psk)[a-z_-]*$/i.test(value);
  return value.length < LONGEST_NAME || bitsPerCharacter(value) < 4;
}

const SHORTEST_TOKEN = 8;
const TOKEN_BITS = 3;

/** Whether a value under a name of this kind looks like the secret itself. */
export function looksSecret(value: string, key: string, kind: SecretKind): boolean {
  if (isHarmless(value, key, kind)) return false;
  if (kind === "password") return true;
  const trimmed = value.trim();
  if (trimmed.length < SHORTEST_TOKEN || /\s/.test(trimmed)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((each) => each.test(trimmed));
  // Words with dashes are names: of an entry, a file, a header.
  const isName = /^[A-Za-z]+(?:[-_. ][A-Za-z]+)*$/.test(trimmed.slice(0, 200));
  return !isName && (classes.length >= 2 || bitsPerCharacter(trimmed) >= TOKEN_BITS);
}
