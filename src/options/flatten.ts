import { constantKey, type Semantics } from "../semantics/index.ts";
import type {
  AnyAttrset,
  AnyNode,
  ApplyExpression,
  Attribute,
  Expression,
} from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import {
  priorities,
  type Condition,
  type OptionDeclaration,
  type OptionDefinition,
} from "./definition.ts";
import { calledFunction } from "./call.ts";
import { normalizePath } from "./normalize-path.ts";

/** The definitions and declarations of one file. */
export interface ModuleOptions {
  readonly definitions: readonly OptionDefinition[];
  readonly declarations: readonly OptionDeclaration[];
}

/** Text nested deeper than this, or names that lead on longer, say nothing about a configuration. */
const DEPTH_LIMIT = 200;
const HOP_LIMIT = 5;

/** What has been met on the way down to a value. */
interface State {
  readonly path: readonly string[];
  readonly priority: number;
  readonly conditions: readonly Condition[];
  readonly name: Span;
  readonly site: AnyNode;
  readonly depth: number;
  readonly hops: number;
}

/** Functions that give their last argument through, under the condition that is their first. */
const conditional: ReadonlySet<string> = new Set(
  ["mkIf", "optionalAttrs", "optionals", "optional", "optionalString", "mkAssert"].map(
    (name) => `lib.${name}`,
  ),
);

const prioritized: Readonly<Record<string, number>> = {
  "lib.mkForce": priorities.force,
  "lib.mkDefault": priorities.default,
  "lib.mkOptionDefault": priorities.optionDefault,
  "lib.mkVMOverride": priorities.vm,
  "lib.mkImageMediaOverride": priorities.imageMedia,
};

/** Functions that change the order only. */
const transparent: ReadonlySet<string> = new Set([
  "lib.mkBefore",
  "lib.mkAfter",
  "lib.recurseIntoAttrs",
  "lib.mkDerivedConfig",
]);

const declaring: Readonly<Record<string, OptionDeclaration["via"]>> = {
  "lib.mkOption": "mkOption",
  "lib.mkEnableOption": "mkEnableOption",
  "lib.mkPackageOption": "mkPackageOption",
};

/**
 * Flattens a module: every definition with its full path, whatever the nesting and the wrappers. Follows sets, `let`,
 * `with`, `if`, functions' bodies, `//`, `++`, `mkIf`, `mkMerge` and kin, and local names bound to sets or lists. Stops at calls it
 * does not know: their result is a value like any other. Linear in the file, but for local names used many times.
 */
export function flattenOptions(semantics: Semantics): ModuleOptions {
  const definitions: OptionDefinition[] = [];
  const declarations: OptionDeclaration[] = [];
  const { tree } = semantics;

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

  function visitInherited(attribute: Attribute, site: AnyNode, state: State): void {
    const inner = { ...state, path: [...state.path, keyOf(attribute)], name: attribute, site };
    const resolution = site.is("inherit") ? semantics.resolve(attribute) : undefined;
    const value = resolution?.kind === "bound" ? resolution.binding.value : undefined;
    if (value && state.hops < HOP_LIMIT) visit(value, { ...inner, hops: state.hops + 1 });
  }

  function visitList(elements: readonly Expression[], list: Expression, state: State): void {
    let holdsSets = false;
    for (const element of elements) {
      const inner = { ...state, path: [...state.path, "[]"], name: element, site: element };
      if (!isCompound(element)) continue;
      holdsSets = true;
      visit(element, inner);
    }
    // A list of plain values is one value; one of sets is looked at element by element.
    if (!holdsSets) define(list, { ...state, depth: state.depth - 1 });
  }

  /** Whether an element may hold definitions of its own. */
  function isCompound(element: Expression): boolean {
    switch (element.kind) {
      case "parenthesized_expression":
        return isCompound(element.expression);
      case "attrset_expression":
      case "rec_attrset_expression":
      case "function_expression":
        return true;
      case "let_expression":
      case "with_expression":
        return isCompound(element.body);
      case "apply_expression": {
        const { origin, args } = calledFunction(element, semantics);
        const last = args.at(-1);
        return (
          last !== undefined &&
          (origin === undefined || conditional.has(origin)) &&
          isCompound(last)
        );
      }
      default:
        return false;
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
    if (origin in prioritized)
      return visit(first, { ...state, priority: prioritized[origin] ?? priorities.plain });
    if (origin === "lib.mkOverride" && second)
      return visit(second, { ...state, priority: foldedInteger(first) ?? priorities.plain });
    if (origin === "lib.mkOrder" && second) return visit(second, state);
    if (transparent.has(origin)) return visit(first, state);
    if (origin === "lib.mkMerge") return visitMerged(first, state);
    if (origin === "lib.recursiveUpdate" && second) {
      visit(first, state);
      return visit(second, state);
    }
    const perName = { ...state, path: [...state.path, "*"] };
    if (
      (origin === "lib.mapAttrs" || origin === "builtins.mapAttrs" || origin === "lib.mapAttrs'") &&
      second
    )
      return visit(first, perName);
    if (origin === "lib.genAttrs" && second) return visit(second, perName);
    return visitUnknownCall(call, args, state);
  }

  function visitMerged(parts: Expression, state: State): void {
    const list = parts.kind === "parenthesized_expression" ? parts.expression : parts;
    if (list.kind !== "list_expression") return visit(list, state);
    for (const part of list.elements) visit(part, state);
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
    const resolution = semantics.resolve(node);
    const value = resolution?.kind === "bound" ? resolution.binding.value : undefined;
    const isFollowed = value !== undefined && state.hops < HOP_LIMIT && !value.encloses(node);
    if (isFollowed && value.kind !== "function_expression")
      return visit(value, { ...state, hops: state.hops + 1 });
    define(node, { ...state, depth: state.depth - 1 });
  }

  function define(value: Expression, { path, priority, conditions, name, site }: State): void {
    const { path: normal, contexts, isAnchored, isOption } = normalizePath(path);
    if (normal.length === 0 || isOption) return;
    const span = { start: name.start, end: name.end };
    definitions.push({
      path: normal,
      value,
      priority,
      conditions,
      contexts,
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
    const attributes = new Map<string, Expression>();
    const [argument] = args;
    if (via === "mkOption" && argument?.is("attrset_expression", "rec_attrset_expression")) {
      for (const entry of argument.bindingSet?.bindings ?? []) {
        const [key] = entry.is("binding") ? entry.attrpath.attrs.map(keyOf) : [];
        if (entry.is("binding") && key !== undefined) attributes.set(key, entry.expression);
      }
      // A submodule declares further options below this one.
      const type = attributes.get("type");
      if (type) visitSubmodule(type, path);
    }
    declarations.push({
      path: normal,
      via,
      attributes,
      name: { start: name.start, end: name.end },
      site,
    });
  }

  function visitSubmodule(type: Expression, path: readonly string[]): void {
    for (const call of type.is("apply_expression")
      ? [type, ...type.descendants("apply_expression")]
      : type.descendants("apply_expression")) {
      const { origin, args } = calledFunction(call, semantics);
      const [module] = args;
      if (origin !== "lib.types.submodule" || !module) continue;
      visit(module, { ...start(), path: [...path, "*", "#submodule"] });
      return;
    }
  }

  function keyOf(attribute: Attribute): string {
    return constantKey(tree, attribute.row) ?? "*";
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

function under(state: State, kind: Condition["kind"], node: Expression): State {
  return { ...state, conditions: [...state.conditions, { kind, node }] };
}
