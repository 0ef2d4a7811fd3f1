import { constantKey, type Binding } from "../../semantics/index.ts";
import type {
  AnyNode,
  ApplyExpression,
  Attribute,
  FunctionExpression,
  SelectExpression,
} from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { OpenFile, Place } from "../model.ts";
import {
  argumentsBefore,
  calleeOf,
  functionAt,
  importedLiteral,
  isListed,
  registryNames,
} from "./call-shapes.ts";
import { flakeAttribute, withoutParentheses } from "./input-definitions.ts";
import { addHidden, addParameter, addUse, type KnownUses } from "./input-names.ts";

/** What a look at one file needs to know besides the file. */
export interface FileLook {
  readonly file: OpenFile;
  readonly known: KnownUses;
  /** Whether this is the flake.nix whose inputs are looked for. */
  readonly isFlakeFile: boolean;
  /** The file of the tree that a path literal in this file leads to, a folder's `default.nix` for the folder. */
  readonly fileAt: (literal: string) => string | undefined;
}

/** Names of module arguments whose attributes become arguments of every module. */
const spreadNames = new Set(["specialArgs", "extraSpecialArgs", "args"]);

/** Functions that go over a whole set. */
const traversals = new Set([
  "mapAttrs",
  "mapAttrs'",
  "mapAttrsToList",
  "attrValues",
  "attrNames",
  "filterAttrs",
  "concatMapAttrs",
  "foldlAttrs",
  "attrsToList",
]);

/**
 * Notes which inputs one file uses, and how the whole set of inputs goes on from it. What may be a use counts as one: an input
 * that is called unused has to be.
 */
export function lookAtFile(look: FileLook): void {
  const { file, known, isFlakeFile } = look;
  const { semantics, tree, path } = file;
  const wholeBindings = new Set<number>();
  const inputBindings = new Map<number, string>();
  const seenWhole = new Set<number>();

  if (isFlakeFile) takeOutputs();
  for (const index of known.parameters.get(path) ?? []) {
    const body = tree.root.expression;
    if (body) takeParameter(functionAt(withoutParentheses(body), index));
  }
  // A binding may stand behind its uses, so until nothing is added.
  for (let size = -1; size !== wholeBindings.size + inputBindings.size;) {
    size = wholeBindings.size + inputBindings.size;
    lookAtReferences();
  }
  lookAtSelections();
  if (known.isSpread) lookAtSpread();
  if (!isFlakeFile && tree.source.slice(0, tree.source.bytes.length).includes("flake.lock"))
    lookAtMentions();

  function takeOutputs(): void {
    const outputs = flakeAttribute(tree, "outputs");
    if (!outputs) return;
    const value = withoutParentheses(outputs);
    if (value.is("function_expression")) takeParameter(value);
    else if (value.is("apply_expression")) takeCall(value, argumentsBefore(value) + 1);
    else addHidden(known, placeOf(value), "unknown");
  }

  function takeParameter(fn: FunctionExpression | undefined): void {
    if (!fn) return;
    for (const binding of semantics.bindingsOf(fn)) {
      const isFormal = binding.definition.is("formal");
      if (!isFormal) wholeBindings.add(binding.id);
      else if (known.inputs.has(binding.name)) inputBindings.set(binding.id, binding.name);
    }
  }

  function lookAtReferences(): void {
    for (const { name, node, resolution } of semantics.references) {
      const binding = resolution.kind === "bound" ? resolution.binding : undefined;
      const input = binding && inputBindings.get(binding.id);
      if (input !== undefined) {
        addUse(known, input, placeOf(node));
        continue;
      }
      const isWhole = binding && wholeBindings.has(binding.id);
      const isNamed = known.wholeNames.has(name) && !isSomethingElse(binding);
      if (isWhole || isNamed) followWhole(node, node);
    }
  }

  /** `let inputs = [ … ]`: packages, not inputs. */
  function isSomethingElse(binding: Binding | undefined): boolean {
    const value = binding?.value && withoutParentheses(binding.value);
    if (value === undefined) return false;
    return !value.is("variable_expression", "select_expression", "apply_expression");
  }

  /** `self.inputs.a`, `args.inputs`: the inputs of something that this file got. */
  function lookAtSelections(): void {
    for (const selection of tree.nodesOfKind("select_expression")) {
      const names = selection.attrpath.attrs.map(({ row }) => constantKey(tree, row));
      const index = names.findIndex((name) => name === "inputs" || name === "inputs'");
      if (index < 0) continue;
      const key = selection.attrpath.attrs[index + 1];
      if (key) noteKey(key);
      else if (!isOption(selection)) followWhole(selection, selection);
    }
  }

  /** Climbs from a place where the whole set stands to what is done with it. */
  function followWhole(start: AnyNode, shown: Span): void {
    if (seenWhole.has(start.row)) return;
    seenWhole.add(start.row);
    let node = start;
    for (let parent = node.parent; parent; node = parent, parent = node.parent) {
      switch (parent.kind) {
        case "parenthesized_expression":
          continue;
        case "let_expression":
        case "assert_expression":
          if (parent.body === node) continue;
          return hide(shown);
        case "if_expression":
          if (parent.condition === node) return;
          continue;
        case "with_expression":
          if (parent.body === node) continue;
          for (const reference of semantics.namesFrom(parent))
            addUse(known, reference.name, placeOf(reference.node));
          return;
        case "binary_expression":
          if (parent.operator === "//") continue;
          return hide(shown);
        case "select_expression": {
          if (parent.expression !== node) return hide(shown);
          const [key] = parent.attrpath.attrs;
          return key ? noteKey(key) : undefined;
        }
        case "has_attr_expression": {
          const [key] = parent.attrpath.attrs;
          return key ? noteKey(key) : undefined;
        }
        case "inherit_from":
          for (const key of parent.attrs?.attrs ?? []) noteKey(key);
          return;
        case "inherited_attrs":
          return followInherit(parent, node as Attribute, shown);
        case "binding":
          return followBinding(parent.attrpath.attrs, parent, shown);
        case "apply_expression":
          // The rest of the arguments of `removeAttrs`.
          if (parent.function === node && node.is("apply_expression")) continue;
          if (parent.function === node) return hide(shown);
          if (takeCall(parent, argumentsBefore(parent)) === "whole") continue;
          return;
        default:
          return hide(shown);
      }
    }
  }

  function noteKey(key: Attribute): void {
    const name = constantKey(tree, key.row);
    if (name === undefined) hide(key);
    else addUse(known, name, placeOf(key));
  }

  /** `inherit inputs;`: it goes on under the same name. */
  function followInherit(list: AnyNode, key: Attribute, shown: Span): void {
    const set = list.parent?.parent?.parent;
    if (set?.is("let_expression")) return;
    passOn(constantKey(tree, key.row), set, shown);
  }

  function followBinding(keys: readonly Attribute[], binding: AnyNode, shown: Span): void {
    const owner = binding.parent?.parent;
    const names = keys.map(({ row }) => constantKey(tree, row));
    if (names.some((name) => name !== undefined && registryNames.test(name)))
      return addHidden(known, placeOf(shown), "registry");
    if (owner?.is("let_expression")) return bindAlias(binding);
    if (owner?.is("rec_attrset_expression")) bindAlias(binding);
    passOn(names.at(-1), owner, shown);
  }

  function bindAlias(definition: AnyNode): void {
    const owner = definition.parent?.parent;
    for (const binding of owner ? semantics.bindingsOf(owner) : [])
      if (binding.definition === definition) wholeBindings.add(binding.id);
  }

  /** The set goes into an attribute: whoever gets it reads it under that name. */
  function passOn(name: string | undefined, set: AnyNode | undefined, shown: Span): void {
    if (name === undefined) return hide(shown);
    if (spreadNames.has(name)) known.isSpread = true;
    else known.wholeNames.add(name);
    if (set && goesOutOfSight(set)) hide(shown);
  }

  /** Whether a set is handed to a function of another flake, which may pick inputs out of it by name, or to a missing file. */
  function goesOutOfSight(set: AnyNode): boolean {
    let node = set;
    while (node.parent?.is("parenthesized_expression", "binary_expression")) node = node.parent;
    const call = node.parent;
    if (!call?.is("apply_expression") || call.function === node) return false;
    const imported = importedLiteral(call);
    // A file that is not there to be read may use any.
    if (imported)
      return imported.literal !== undefined && look.fileAt(imported.literal) === undefined;
    const callee = calleeOf(call);
    const inherited = bindingOf(callee)?.definition;
    const source = inherited?.is("inherit_from") ? inherited.expression : callee;
    const names = source.text.split(".").map((name) => name.trim());
    if (names.some((name) => known.flakeParts.has(name))) {
      // Its module for `pkgs` takes it from there.
      addUse(known, "nixpkgs", placeOf(callee));
      return false;
    }
    return names.some((name) => known.inputs.has(name) && name !== "nixpkgs");
  }

  /** The set is an argument of a call. `whole`: what comes out is the set again, or a part of it. */
  function takeCall(call: ApplyExpression, index: number): "whole" | "done" {
    const imported = importedLiteral(call);
    if (imported) {
      const target = imported.literal === undefined ? undefined : look.fileAt(imported.literal);
      if (target === undefined) hide(call);
      else addParameter(known, target, index - 1);
      return "done";
    }
    const callee = calleeOf(call);
    const name = callee.is("select_expression") ? callee.attrpath.attrs.at(-1)?.text : callee.text;
    if (name === "removeAttrs" || name === "filterAttrs") return "whole";
    if (name !== undefined && traversals.has(name)) {
      addHidden(known, placeOf(call), isListed(call, semantics) ? "registry" : "unknown");
      return "done";
    }
    const value = bindingOf(callee)?.value;
    const local = value && functionAt(withoutParentheses(value), index);
    if (local) takeParameter(local);
    else hide(call);
    return "done";
  }

  function bindingOf(callee: AnyNode): Binding | undefined {
    const resolution = semantics.resolve(callee);
    return resolution?.kind === "bound" ? resolution.binding : undefined;
  }

  /** Modules take inputs by their own names. */
  function lookAtSpread(): void {
    for (const formal of tree.nodesOfKind("formal"))
      addUse(known, formal.name.text, placeOf(formal));
    for (const { attrpath } of tree.nodesOfKind("select_expression")) {
      const [key] = attrpath.attrs;
      if (key) addUse(known, constantKey(tree, key.row) ?? "", placeOf(key));
    }
  }

  /** The file reads flake.lock itself: any name in it may be that of a node. */
  function lookAtMentions(): void {
    for (const node of [
      ...tree.nodesOfKind("identifier"),
      ...tree.nodesOfKind("string_expression"),
    ])
      addUse(known, constantKey(tree, node.row) ?? "", placeOf(node));
  }

  function hide(span: Span): void {
    addHidden(known, placeOf(span), "unknown");
  }

  function placeOf({ start, end }: Span): Place {
    return { path, span: { start, end } };
  }
}

/** `cfg.inputs`: an option of that name. */
function isOption({ expression, attrpath }: SelectExpression): boolean {
  const [first] = attrpath.attrs;
  return (
    /^(?:cfg|config|options|opts|lib|pkgs)$/.test(expression.text) && first?.text !== "_module"
  );
}
