import type { AnyNode, Expression, WithExpression } from "../syntax/index.ts";
import { builtinNames } from "./builtins.ts";
import type { AttributeEntry } from "./attribute-tree.ts";
import { frameAround, frameOf, type Frame } from "./fold-frame.ts";
import type { FoldLimits } from "./fold-limits.ts";
import { foldNamed } from "./fold-named.ts";
import { foldAttribute, hasAttribute } from "./fold-select.ts";
import {
  booleanValue,
  failure,
  known,
  unknown,
  withoutOrigin,
  type Folded,
  withArticle,
} from "./fold-value.ts";
import type { FoldWorld } from "./fold-world.ts";
import { libNames } from "./lib-names.ts";
import type { Binding, Semantics } from "./semantics.ts";

/** Folds names. */
export interface NameFolder {
  /** What a variable, or a name in a plain `inherit`, comes to. */
  foldName(node: AnyNode, name: string, frame: Frame): Folded;
}

const constants: ReadonlyMap<string, Folded> = new Map<string, Folded>([
  ["true", booleanValue(true)],
  ["false", booleanValue(false)],
  ["null", known({ type: "null" })],
]);

/** See {@link NameFolder}. */
export function createNameFolder(
  semantics: Semantics,
  limits: FoldLimits,
  fold: (node: Expression, frame: Frame) => Folded,
  foldEntry: (entry: AttributeEntry, frame: Frame) => Folded,
): NameFolder {
  function foldName(node: AnyNode, name: string, frame: Frame): Folded {
    const resolution = semantics.resolve(node);
    switch (resolution?.kind) {
      case "global":
        return foldGlobal(name);
      case "bound":
        return foldBound(resolution.binding, frame);
      case "dynamic":
        return foldUnderWith(node, name, resolution.withs, frame);
      default:
        return failure(`\`${name}\` is not defined`);
    }
  }

  function foldGlobal(name: string): Folded {
    const constant = constants.get(name);
    if (constant) return constant;
    const origin = name === "builtins" ? name : `builtins.${name.replace(/^__(?!curPos)/, "")}`;
    return foldNamed(origin, limits, `\`${name}\` of Nix`);
  }

  function foldBound(binding: Binding, frame: Frame): Folded {
    const { owner, name } = binding;
    if (owner.is("function_expression")) {
      return (
        frameOf(frame, owner.row)?.given.get(binding.nameNode.row) ?? {
          ...unknown(`argument \`${name}\` of a function`),
          origin: name,
        }
      );
    }
    const isPlain = owner.is("let_expression", "let_attrset_expression", "rec_attrset_expression");
    if (!isPlain || semantics.table.isMergedSet(owner.row))
      return unknown(`\`${name}\` stands in a set of several pieces`);
    const { attributes } = semantics.attributeTrees.setAt(owner.row);
    const entry = attributes.get(name);
    if (!entry) return unknown(`\`${name}\` has no definition`);
    if (attributes.has("__overrides")) return unknown("a `rec` set with `__overrides`");
    return foldEntry(entry, frameAround(frame, owner.row));
  }

  function foldUnderWith(
    node: AnyNode,
    name: string,
    withs: readonly WithExpression[],
    frame: Frame,
  ): Folded {
    if (limits.world) return foldUnderWithInWorld(name, withs, frame, limits.world);
    let isAnyCalled = false;
    for (const { row, environment } of withs) {
      const around = frameAround(frame, row);
      isAnyCalled ||= around.outer !== undefined;
      const set = fold(environment, around);
      if (!set.known) {
        if (set.fails) return withoutOrigin(set);
        // Of a single `with` the name is sure to come.
        if (withs.length === 1 && set.origin !== undefined) return foldAttribute(set, name, limits);
        const origin = isAnyCalled ? undefined : semantics.originOf(node);
        const reason = `\`${name}\` comes from a \`with\``;
        return origin === undefined ? unknown(reason) : foldNamed(origin, limits, reason);
      }
      if (set.value.type !== "set") return failure(`\`with\` of ${withArticle(set.value.type)}`);
      const attribute = set.value.attributes.get(name);
      if (attribute) return attribute;
      if (!set.value.isComplete)
        return unknown(`\`${name}\` comes from a \`with\` of a set that is known in part`);
    }
    return failure(`\`${name}\` is not defined`);
  }

  /** An inner `with` wins where it has the name; which names the library of nixpkgs has is known. */
  function foldUnderWithInWorld(
    name: string,
    withs: readonly WithExpression[],
    frame: Frame,
    world: FoldWorld,
  ): Folded {
    const open: Folded[] = [];
    for (const { row, environment } of withs) {
      const set = fold(environment, frameAround(frame, row));
      if (!set.known && set.fails) return withoutOrigin(set);
      if (set.known && set.value.type !== "set")
        return failure(`\`with\` of ${withArticle(set.value.type)}`);
      const isLibrary = !set.known && set.origin !== undefined && world.isLibrary(set.origin);
      const isBuiltins = !set.known && set.origin === "builtins";
      if (isLibrary || isBuiltins) {
        if ((isLibrary ? libNames : builtinNames).has(name)) open.push(set);
        else continue;
        break;
      }
      const isThere = hasAttribute(set, name);
      if (isThere.known && !isThere.value.value) continue;
      open.push(set);
      if (isThere.known) break;
    }
    const [only, ...others] = open;
    if (!only) return failure(`\`${name}\` is not defined`);
    if (others.length === 0) return foldAttribute(only, name, limits);
    return {
      ...unknown(`\`${name}\` comes from one of several \`with\``),
      alternatives: open.map((set) => limits.lazy(() => foldAttribute(set, name, limits))),
    };
  }

  return { foldName };
}
