import type { Semantics } from "../semantics/index.ts";
import type {
  AnyAttrset,
  ApplyExpression,
  Attribute,
  Expression,
  Inherit,
  InheritFrom,
} from "../syntax/index.ts";
import { priorities, type OptionDeclaration, type OptionDefinition } from "./definition.ts";
import { under, type State } from "./flatten-state.ts";
import { calledFunction } from "./call.ts";
import {
  concatenating,
  conditional,
  declaring,
  forImages,
  isTransparent,
  perElement,
  perName,
  prioritized,
} from "./known-calls.ts";
import { argumentsOfOption, submoduleOf } from "./declaration-parts.ts";
import { mayHoldDefinitions } from "./compound.ts";
import { createLocalNames } from "./local-names.ts";
import { valuePerName, valuesOfPairs } from "./made-values.ts";
import { normalizePath } from "./normalize-path.ts";

/** The definitions and declarations of one file. */
export interface ModuleOptions {
  readonly definitions: readonly OptionDefinition[];
  readonly declarations: readonly OptionDeclaration[];
}

/** Text nested deeper than this, or names that lead on longer, say nothing about a configuration. */
const DEPTH_LIMIT = 200;
const HOP_LIMIT = 5;
/** Names used many times over lead to the same text again and again: enough of it after this many. */
const FOLLOW_LIMIT = 5000;

/**
 * Flattens a module: every definition with its full path, whatever the nesting and the wrappers. Follows sets, `let`,
 * `with`, `if`, functions' bodies, `//`, `++`, `mkIf`, `mkMerge` and kin, and local names bound to sets or lists. Stops at calls it
 * does not know: their result is a value like any other. Linear in the file, but for local names used many times.
 */
export function flattenOptions(semantics: Semantics): ModuleOptions {
  const definitions: OptionDefinition[] = [];
  const declarations: OptionDeclaration[] = [];
  const { tree } = semantics;
  const names = createLocalNames(semantics);
  const { keyOf, valueOf } = names;
  const isCompound = (node: Expression): boolean => mayHoldDefinitions(node, names, semantics);
  let follows = 0;

  function visit(node: Expression, state: State): void {
    if (state.depth > DEPTH_LIMIT) return;
    const below = { ...state, depth: state.depth + 1 };
    switch (node.kind) {
      case "parenthesized_expression":
        return visit(node.expression, below);
      case "function_expression":
      case "with_expression":
      case "let_expression":
        return visit(node.body, below);
      case "assert_expression":
        return visit(node.body, under(below, "assert", node.condition));
      case "if_expression":
        visit(node.consequence, under(below, "then", node.condition));
        return visit(node.alternative, under(below, "else", node.condition));
      case "attrset_expression":
      case "rec_attrset_expression":
        return visitSet(node, below);
      case "list_expression":
        return visitList(node.elements, node, below);
      case "binary_expression":
        if (node.operator !== "//" && node.operator !== "++") return define(node, state);
        visit(node.left, below);
        return visit(node.right, below);
      case "apply_expression":
        return visitCall(node, below);
      case "variable_expression":
        return visitVariable(node, below);
      default:
        return define(node, state);
    }
  }

  function visitSet(set: AnyAttrset, state: State): void {
    const entries = set.bindingSet?.bindings ?? [];
    if (entries.length === 0) define(set, state);
    for (const entry of entries) {
      if (entry.is("binding")) {
        const keys = entry.attrpath.attrs.map(keyOf);
        const name = { start: entry.attrpath.start, end: entry.attrpath.end };
        visit(entry.expression, { ...state, path: [...state.path, ...keys], name, site: entry });
      } else {
        for (const attribute of entry.attrs?.attrs ?? []) visitInherited(attribute, entry, state);
      }
    }
  }

  function visitInherited(attribute: Attribute, entry: Inherit | InheritFrom, state: State): void {
    const key = keyOf(attribute);
    const inner = { ...state, path: [...state.path, key], name: attribute, site: entry };
    const value = entry.is("inherit") ? valueOf(attribute) : names.memberOf(entry.expression, key);
    if (value) follow(value, inner);
    // What the name stands for is unknown, though not that the option is defined.
    else if (isNameOfValue(attribute)) define(attribute, inner);
  }

  function follow(value: Expression, state: State): void {
    follows += 1;
    if (state.hops >= HOP_LIMIT || follows > FOLLOW_LIMIT) return;
    visit(value, { ...state, hops: state.hops + 1 });
  }

  function visitList(elements: readonly Expression[], list: Expression, state: State): void {
    // A list of plain values is one value; one of sets is looked at element by element.
    if (!elements.some(isCompound)) return define(list, { ...state, depth: state.depth - 1 });
    for (const element of elements) {
      const inner = { ...state, path: [...state.path, "[]"], name: element, site: element };
      if (isCompound(element)) visit(element, inner);
      else define(element, inner);
    }
  }

  function visitCall(call: ApplyExpression, state: State): void {
    const { origin, args } = calledFunction(call, semantics);
    const [first, second] = args;
    const last = args.at(-1);
    if (origin === undefined || first === undefined || last === undefined)
      return visitUnknownCall(call, args, state);
    const via = declaring[origin];
    if (via) return declare(via, args, state);
    if (conditional.has(origin) && second) return visit(second, under(state, "call", first));
    if (origin === "lib.optional" && second) {
      const inner = under(state, "call", first);
      return isCompound(second) ? visitList([second], call, inner) : visit(second, inner);
    }
    if (origin in prioritized) {
      const priority = prioritized[origin] ?? priorities.plain;
      return visit(first, {
        ...state,
        priority,
        ...(forImages.has(origin) ? { isEphemeral: true } : {}),
      });
    }
    if (origin === "lib.mkOverride" && second)
      return visit(second, { ...state, priority: foldedInteger(first) ?? priorities.plain });
    if (isTransparent(origin)) return visit(last, state);
    if (origin === "lib.mkMerge") return visitMerged(first, state);
    if (origin === "lib.recursiveUpdate" && second) {
      visit(first, state);
      return visit(second, state);
    }
    if (concatenating.has(origin) && second) return visit(first, state);
    if (origin === "lib.concatMapAttrs" && second) return visit(first, state);
    const named = args[perName[origin] ?? -1];
    if (named && second)
      return visit(valuePerName(named, semantics), { ...state, path: [...state.path, "*"] });
    if (origin === "lib.listToAttrs" || origin === "builtins.listToAttrs") {
      const values = valuesOfPairs(first, semantics);
      for (const value of values) visit(value, { ...state, path: [...state.path, "*"] });
      return values.length === 0 ? define(call, state) : undefined;
    }
    const element = args[perElement[origin] ?? -1];
    if (element && second && isCompound(element))
      return visit(element, { ...state, path: [...state.path, "[]"] });
    return visitUnknownCall(call, args, state);
  }

  /** The elements of a list are definitions of the one option, however the list is made. */
  function visitMerged(parts: Expression, state: State): void {
    const below = { ...state, depth: state.depth + 1 };
    if (below.depth > DEPTH_LIMIT) return;
    if (parts.is("parenthesized_expression")) return visitMerged(parts.expression, below);
    if (parts.is("with_expression", "let_expression")) return visitMerged(parts.body, below);
    if (parts.is("list_expression")) {
      for (const part of parts.elements) visit(part, below);
      return;
    }
    if (parts.is("binary_expression") && parts.operator === "++") {
      visitMerged(parts.left, below);
      return visitMerged(parts.right, below);
    }
    const { origin = "", args } = parts.is("apply_expression")
      ? calledFunction(parts, semantics)
      : { args: [] };
    const [condition, value] = args;
    if (condition && value && origin === "lib.optionals")
      return visitMerged(value, under(below, "call", condition));
    const element = args[perElement[origin] ?? -1];
    if (condition && value && origin === "lib.optional")
      return visit(value, under(below, "call", condition));
    return visit(element && value ? element : parts, below);
  }

  /** Below an unknown function the path is lost, unless the way leads through a list of modules. */
  function visitUnknownCall(
    call: ApplyExpression,
    args: readonly Expression[],
    state: State,
  ): void {
    define(call, { ...state, depth: state.depth - 1 });
    for (const argument of args) {
      if (isCompound(argument)) visit(argument, { ...state, path: [...state.path, "()"] });
    }
  }

  function visitVariable(node: Expression, state: State): void {
    const value = valueOf(node);
    if (value && value.kind !== "function_expression" && state.hops < HOP_LIMIT)
      return follow(value, state);
    define(node, { ...state, depth: state.depth - 1 });
  }

  function define(value: Expression, state: State): void {
    const { path, priority, conditions, name, site } = state;
    const { path: normal, contexts, isAnchored, isOption, rename } = normalizePath(path);
    if (normal.length === 0 || isOption) return;
    const span = { start: name.start, end: name.end };
    definitions.push({
      path: normal,
      value,
      priority,
      conditions,
      contexts,
      ...(rename ? { rename } : {}),
      ...(state.isEphemeral ? { isEphemeral: true } : {}),
      name: span,
      site,
      isAnchored,
    });
  }

  function declare(
    via: OptionDeclaration["via"],
    args: readonly Expression[],
    { path, name, site }: State,
  ): void {
    const { path: normal, isOption } = normalizePath(path);
    if (!isOption || normal.length === 0) return;
    const attributes =
      via === "mkOption" ? argumentsOfOption(args[0], names) : new Map<string, Expression>();
    const type = attributes.get("type");
    const submodule = type && submoduleOf(type, semantics);
    if (submodule) visit(submodule, { ...start(), path: [...path, "*", "#submodule"] });
    declarations.push({
      path: normal,
      via,
      attributes,
      name: { start: name.start, end: name.end },
      site,
    });
  }

  function foldedInteger(node: Expression): number | undefined {
    const folded = semantics.fold(node);
    return folded.known && folded.value.type === "integer" ? Number(folded.value.value) : undefined;
  }

  function start(): State {
    const { root } = tree;
    return {
      path: [],
      priority: priorities.plain,
      conditions: [],
      name: root,
      site: root,
      depth: 0,
      hops: 0,
    };
  }

  const { expression } = tree.root;
  if (expression) visit(expression, start());
  return { definitions, declarations };
}

/** In `inherit x;` the name is the value as well, though the grammar has no node for that. It folds to nothing. */
function isNameOfValue(attribute: Attribute): attribute is Attribute & Expression {
  return attribute.is("identifier");
}
