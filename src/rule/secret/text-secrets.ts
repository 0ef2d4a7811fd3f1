import type { TextFile } from "../define-text-rule.ts";
import type { SourceText } from "../../text/index.ts";
import { findPrivateKeys, mayHoldPrivateKey, type FoundKey } from "./private-keys.ts";
import { findTokens, mayHoldToken, type FoundToken } from "./find-tokens.ts";

/** What can be told a secret by its shape alone, by byte offsets. */
export interface TextSecrets {
  readonly keys: readonly FoundKey[];
  readonly tokens: readonly FoundToken[];
}

const known = new WeakMap<object, TextSecrets>();

/** The keys and tokens of a file that is no Nix. Looked for once, for all rules; what lies in a key is no token. */
export function textSecrets({ source, byteText }: TextFile): TextSecrets {
  let found = known.get(source);
  if (found) return found;
  const keys = findPrivateKeys(byteText);
  const tokens = findTokens(byteText).filter(
    ({ start, end }) => !keys.some((key) => start < key.end && key.start < end),
  );
  known.set(source, (found = { keys, tokens }));
  return found;
}

/** Whether a file may hold what can be told a secret by its shape: cheap, to be asked before its strings are taken apart. */
export interface SecretHints {
  readonly keys: boolean;
  readonly tokens: boolean;
}

const hints = new WeakMap<object, SecretHints>();

/** Looks through the bytes of a file once, for all rules that ask. */
export function secretHints({ source }: { readonly source: SourceText }): SecretHints {
  let found = hints.get(source);
  if (found) return found;
  const { buffer, byteOffset, byteLength } = source.bytes;
  const text = Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
  hints.set(source, (found = { keys: mayHoldPrivateKey(text), tokens: mayHoldToken(text) }));
  return found;
}
