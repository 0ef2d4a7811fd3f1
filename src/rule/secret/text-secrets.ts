import type { TextFile } from "../define-text-rule.ts";
import { findPrivateKeys, type FoundKey } from "./private-keys.ts";
import { findTokens, type FoundToken } from "./find-tokens.ts";

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
