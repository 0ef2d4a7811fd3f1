import { constantKey, type Semantics } from "../semantics/index.ts";
import type { AnyNode, Attribute, Expression } from "../syntax/index.ts";

/** A place that reads an option of the configuration. */
export interface OptionRead {
  /** Below `config`, as far as the keys are no computed ones: `["services", "x", "port"]`. */
  readonly path: readonly string[];
  readonly node: AnyNode;
}

/** How far names are followed: `let cfg = config.services.x; s = cfg.settings; …`. */
const MOST_HOPS = 5;

/**
 * The places of a file that read `config`, directly or through local names such as `cfg`. A name that is only bound to a
 * part of `config` is no read of it.
 */
export function optionReads(semantics: Semantics): readonly OptionRead[] {
  const reads: OptionRead[] = [];
  for (const reference of semantics.references) {
    const { node } = reference;
    const base = pathOfName(node, semantics, 0);
    if (!base) continue;
    const { path, whole } = withSelection(node, base, semantics);
    const isAlias = whole.parent?.is("binding") && isLet(whole.parent);
    if (!isAlias) reads.push({ path, node: whole });
  }
  return reads;
}

function isLet(binding: AnyNode): boolean {
  return binding.parent?.parent?.is("let_expression") === true;
}

/** The option that a name stands for: none for `config` itself. */
function pathOfName(
  node: AnyNode,
  semantics: Semantics,
  hops: number,
): readonly string[] | undefined {
  const resolution = semantics.resolve(node);
  if (resolution?.kind !== "bound" || hops > MOST_HOPS) return undefined;
  const { name, kind, value, definition } = resolution.binding;
  if (kind === "formal") return name === "config" ? [] : undefined;
  if (value) return pathOfValue(value, semantics, hops + 1);
  if (!definition.is("inherit_from")) return undefined;
  const base = pathOfValue(definition.expression, semantics, hops + 1);
  return base && [...base, name];
}

function pathOfValue(
  value: Expression,
  semantics: Semantics,
  hops: number,
): readonly string[] | undefined {
  if (value.is("parenthesized_expression"))
    return hops > MOST_HOPS ? undefined : pathOfValue(value.expression, semantics, hops + 1);
  if (value.is("variable_expression")) return pathOfName(value, semantics, hops);
  if (!value.is("select_expression") || value.default) return undefined;
  const base = pathOfName(value.expression, semantics, hops);
  const keys = keysOf(value.attrpath.attrs, semantics);
  return base && keys.length === value.attrpath.attrs.length ? [...base, ...keys] : undefined;
}

function withSelection(
  node: AnyNode,
  base: readonly string[],
  semantics: Semantics,
): { readonly path: readonly string[]; readonly whole: AnyNode } {
  const { parent } = node;
  if (!parent?.is("select_expression", "has_attr_expression") || parent.expression !== node)
    return { path: base, whole: node };
  return { path: [...base, ...keysOf(parent.attrpath.attrs, semantics)], whole: parent };
}

/** The keys up to the first computed one. */
function keysOf(attributes: readonly Attribute[], { tree }: Semantics): readonly string[] {
  const keys: string[] = [];
  for (const { row } of attributes) {
    const key = constantKey(tree, row);
    if (key === undefined) break;
    keys.push(key);
  }
  return keys;
}
