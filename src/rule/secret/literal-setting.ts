import type { Expression } from "../../syntax/index.ts";
import type { Setting } from "../define-option-rule.ts";
import { isAllowed, spansOfValue, type SecretSpans } from "./secret-report.ts";
import { constantTextOf, insideOf, isString, type StringNode } from "./string-text.ts";

/** A string that an option is set to, or that stands in the list that it is set to. */
export interface LiteralSetting {
  readonly node: StringNode;
  readonly text: string;
  /** On the string where it stands in the definition; where a local name leads to it, on the option. */
  readonly spans: SecretSpans;
}

/** The literal strings of a definition, without those that a comment allows; texts with interpolations are left out. */
export function literalsOfSetting(setting: Setting): readonly LiteralSetting[] {
  const { value } = setting;
  const nodes = value.is("list_expression") ? value.elements : [value];
  return nodes.flatMap((node) => {
    const literal = readLiteral(node, setting);
    return literal ? [literal] : [];
  });
}

function readLiteral(node: Expression, { site, name }: Setting): LiteralSetting | undefined {
  if (!isString(node)) return undefined;
  const text = constantTextOf(node);
  if (text === undefined || isAllowed(node.tree.source, node)) return undefined;
  const spans = site.encloses(node) ? spansOfValue(node) : { at: name, redact: [insideOf(node)] };
  return { node, text, spans };
}
