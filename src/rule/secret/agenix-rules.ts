import type { OpenFile } from "../../project/index.ts";
import type { Semantics } from "../../semantics/index.ts";
import type { Expression } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import { attributesOf, hasComputedKey, valueOf } from "../set-attributes.ts";

/** One entry of agenix's `secrets.nix`. */
export interface AgenixEntry {
  /** As written: a path, relative to the folder that `agenix` is called in. */
  readonly name: string;
  readonly span: Span;
  /** The public keys, each once; undefined where the text does not decide them all. */
  readonly publicKeys: ReadonlySet<string> | undefined;
}

/** What a `secrets.nix` says. */
export interface AgenixRules {
  readonly entries: readonly AgenixEntry[];
  /** Whether there can be no other entries. */
  readonly isComplete: boolean;
}

/** Reads the entries `"x.age".publicKeys = […]`; undefined for a file that has none, and is something else. */
export function readAgenixRules({ tree, semantics }: OpenFile): AgenixRules | undefined {
  let body = tree.root.expression;
  while (
    body?.is("let_expression", "with_expression", "parenthesized_expression", "assert_expression")
  )
    body = body.is("parenthesized_expression") ? body.expression : body.body;
  if (!body?.is("attrset_expression", "rec_attrset_expression")) return undefined;
  const entries = attributesOf(body).flatMap(({ name, below, nameNode, value }): AgenixEntry[] => {
    if (!name.endsWith(".age")) return [];
    const keys =
      below.length === 0 && value?.is("attrset_expression")
        ? valueOf(value, "publicKeys")
        : below.length === 1 && below[0] === "publicKeys"
          ? value
          : undefined;
    const span = { start: nameNode.start, end: nameNode.end };
    return [{ name, span, publicKeys: keys && keysIn(keys, semantics) }];
  });
  return entries.length === 0 ? undefined : { entries, isComplete: !hasComputedKey(body) };
}

function keysIn(value: Expression, semantics: Semantics): ReadonlySet<string> | undefined {
  const folded = semantics.fold(value);
  if (!folded.known || folded.value.type !== "list" || !folded.value.isComplete) return undefined;
  const keys = new Set<string>();
  for (const element of folded.value.elements) {
    if (!element.known || element.value.type !== "string") return undefined;
    keys.add(element.value.value.trim());
  }
  return keys;
}
