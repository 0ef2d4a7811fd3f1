import type { Setting } from "../define-option-rule.ts";
import type { Semantics } from "../../semantics/index.ts";
import type { Expression } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import { elementsOf } from "./list-elements.ts";
import { plainText } from "./setting-value.ts";
import { linesOf, PLACEHOLDER, stringsOf } from "./string-pieces.ts";

/** One value of a program's configuration file: an option of its own, or a line in an option that holds such lines. */
export interface Directive {
  /** As the program spells it. */
  readonly key: string;
  /** What to call it in a message. */
  readonly option: string;
  /** `undefined` where the file does not tell. */
  readonly text: string | undefined;
  /** The value split at blanks and commas, as far as it is known. */
  readonly words: readonly DirectiveWord[];
  readonly at: Span;
  readonly isLine: boolean;
  /** The `Match` or `Host` block that a line stands in. */
  readonly block?: string | undefined;
}

/** A word of a value. */
export interface DirectiveWord {
  readonly text: string;
  readonly at: Span;
  /** The element of a list that it is the whole of. */
  readonly node?: Expression | undefined;
}

const lineOptions = new Set(["extraConfig", "extraOptions", "extraOptionOverrides"]);

/**
 * What a setting says for some keys. `services.openssh.settings.X` is one directive, `services.openssh.extraConfig` as many
 * as it has lines. Of two lines for one key in one block only the first counts if `firstWins`.
 */
export function directivesOf(
  setting: Setting,
  keys: readonly string[],
  semantics: Semantics,
  { firstWins = false } = {},
): readonly Directive[] {
  const last = setting.path.at(-1) ?? "";
  return lineOptions.has(last)
    ? lineDirectives(setting, keys, semantics, firstWins)
    : [optionDirective(setting, last, semantics)];
}

function optionDirective(setting: Setting, key: string, semantics: Semantics): Directive {
  const { folded, option, span, value } = setting;
  const words = elementsOf(value, semantics).flatMap(({ node, text }): DirectiveWord[] => {
    const parts = (text ?? "").split(/[\s,]+/).filter((part) => part !== "");
    return parts.map((part) => ({ text: part, at: node, ...(parts.length === 1 ? { node } : {}) }));
  });
  return { key, option, text: plainText(folded), words, at: span, isLine: false };
}

function lineDirectives(
  setting: Setting,
  keys: readonly string[],
  semantics: Semantics,
  firstWins: boolean,
): readonly Directive[] {
  const wanted = new Map(keys.map((key) => [key.toLowerCase(), key]));
  const directives: Directive[] = [];
  const told = new Set<string>();
  let block: string | undefined;
  for (const { text: line, at } of stringsOf(setting.value, semantics).flatMap(linesOf)) {
    const match = /^([A-Za-z][\w-]*)(?:\s*=\s*|\s+)(\S.*)$/.exec(line);
    const name = match?.[1]?.toLowerCase() ?? "";
    const value = (match?.[2] ?? "").replace(/\s#.*$/, "").trim();
    if (name === "match" || name === "host")
      block = value.toLowerCase() === "all" ? undefined : `${name} ${value}`;
    const key = wanted.get(name);
    if (key === undefined) continue;
    const place = `${block ?? ""}\n${key}`;
    if (firstWins && told.has(place)) continue;
    told.add(place);
    const text = value.replaceAll('"', "");
    const isKnown = !text.includes(PLACEHOLDER);
    directives.push({
      key,
      option: key,
      text: isKnown ? text : undefined,
      words: text
        .split(/[\s,]+/)
        .filter((part) => part !== "" && !part.includes(PLACEHOLDER))
        .map((part) => ({ text: part, at })),
      at,
      isLine: true,
      ...(block === undefined ? {} : { block }),
    });
  }
  return directives;
}
