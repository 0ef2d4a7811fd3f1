import type { Binding, Semantics } from "../semantics/index.ts";
import type {
  AnyNode,
  ApplyExpression,
  AttributeBinding,
  AttrsetExpression,
  Expression,
  FunctionExpression,
  RecAttrsetExpression,
} from "../syntax/index.ts";
import { constantKey } from "../semantics/index.ts";
import { unwrapped } from "./syntax-help.ts";

/** A function `final: prev: { … }` that extends a package set. */
export interface Overlay {
  /** The outer function, that of `final`. */
  readonly node: FunctionExpression;
  readonly final: Binding;
  readonly previous: Binding;
  /** What the inner function gives. */
  readonly body: Expression;
  /** The literal sets that make up the body: through `let`, `with`, `//`, `optionalAttrs` and `if`. */
  readonly sets: readonly (AttrsetExpression | RecAttrsetExpression)[];
  /**
   * `packages`: an overlay of nixpkgs. `extension`: the same shape for another fixed point (the packages of Python or
   * Haskell, `lib`), or for one that the text does not tell.
   */
  readonly kind: "packages" | "extension";
}

const overlaysOfFile = new WeakMap<Semantics, readonly Overlay[]>();

/** The overlays of a file, recognised by how they are used; in source order. */
export function overlaysOf(semantics: Semantics): readonly Overlay[] {
  let overlays = overlaysOfFile.get(semantics);
  if (!overlays) {
    overlays = semantics.tree
      .nodesOfKind("function_expression")
      .flatMap((node) => overlayAt(node, semantics) ?? []);
    overlaysOfFile.set(semantics, overlays);
  }
  return overlays;
}

function overlayAt(node: FunctionExpression, semantics: Semantics): Overlay | undefined {
  const inner = unwrapped(node.body);
  if (!isSimple(node) || inner.kind !== "function_expression" || !isSimple(inner)) return undefined;
  if (unwrapped(inner.body).kind === "function_expression") return undefined;
  const [final] = semantics.bindingsOf(node);
  const [previous] = semantics.bindingsOf(inner);
  if (!final || !previous) return undefined;
  const kind = kindByUse(node, `${final.name} ${previous.name}`, semantics);
  if (!kind) return undefined;
  return { node, final, previous, body: inner.body, sets: setsOf(inner.body, semantics), kind };
}

function isSimple({ universal, formals }: FunctionExpression): boolean {
  return universal !== undefined && formals === undefined;
}

/** The customary names; either may be unused, and then begins with an underscore. */
const customaryNames =
  /^(?:(?:_?(?:final|self|pkgsFinal|finalPkgs)|_) (?:_?(?:prev|super|previous|pkgsPrev|prevPkgs))|_?(?:final|self) _)$/;
const overlayNames = /^(?:_?final|_) _?prev$|^_?final _$/;

/** Functions that take extensions, and give one or apply it. */
const composers = /(?:^|\.)lib\.(?:composeExtensions|composeManyExtensions|extends)$/;
const extenders = /(?:^|\.)(?:extend|overrideScope'?|appendOverlays|extendPackages)$/;
const overrideKeys = /^(?:packageOverrides|overrides|haskellOverrides|pythonOverrides)$/;
const transparent =
  /(?:^|\.)lib\.(?:optional|optionals|singleton|mkBefore|mkAfter|mkIf|mkMerge|mkForce|mkDefault)$/;

function kindByUse(
  overlay: FunctionExpression,
  names: string,
  semantics: Semantics,
): Overlay["kind"] | undefined {
  let node: AnyNode = overlay;
  let fallback: Overlay["kind"] | undefined;
  let isWrapped = false;
  let isListed = false;
  for (const parent of overlay.ancestors()) {
    switch (parent.kind) {
      case "parenthesized_expression":
      case "assert_expression":
      case "if_expression":
        break;
      case "let_expression":
      case "with_expression":
        if (parent.body.row !== node.row) return fallback;
        break;
      case "list_expression":
        isListed = true;
        break;
      case "binary_expression":
        if (parent.operator !== "++") return fallback;
        break;
      case "function_expression":
        isWrapped = true;
        break;
      case "apply_expression": {
        if (parent.function.row === node.row) break;
        const use = useAsArgument(parent, semantics);
        if (use === "packages") return use;
        if (use === undefined) return fallback;
        if (use === "extension") fallback = use;
        break;
      }
      case "binding":
        return isWrapped ? fallback : (kindByName(parent, isListed) ?? fallback);
      case "source_code":
        // A file that is nothing but the function, or a list of them. With the old names it may extend anything.
        if (fallback) return fallback;
        if (overlayNames.test(names)) return "packages";
        return !isListed && customaryNames.test(names) ? "extension" : undefined;
      default:
        return fallback;
    }
    node = parent;
  }
  return fallback;
}

function useAsArgument(
  call: ApplyExpression,
  semantics: Semantics,
): Overlay["kind"] | "transparent" | undefined {
  let callee = unwrapped(call.function);
  while (callee.kind === "apply_expression") callee = unwrapped(callee.function);
  const origin = semantics.originOf(callee) ?? lastKey(callee) ?? "";
  if (transparent.test(origin)) return "transparent";
  if (/^pkgs\.(?:extend|appendOverlays)$/.test(origin)) return "packages";
  return composers.test(origin) || extenders.test(origin) ? "extension" : undefined;
}

function lastKey(node: Expression): string | undefined {
  const last = node.kind === "select_expression" ? node.attrpath.attrs.at(-1) : undefined;
  return last && constantKey(node.tree, last.row);
}

/** `nixpkgs.overlays = [ … ]`, `overlay = …`, `overlays.name = …` and `overlays = { name = …; }`. */
function kindByName(binding: AttributeBinding, isListed: boolean): Overlay["kind"] | undefined {
  const keys = binding.attrpath.attrs.map((attribute) => constantKey(binding.tree, attribute.row));
  const last = keys.at(-1) ?? "";
  if (isListed) return /overlays$/i.test(last) ? "packages" : undefined;
  if (/overlay$/i.test(last) || keys.at(-2) === "overlays") return "packages";
  if (overrideKeys.test(last)) return "extension";
  return keys.length === 1 && keyOfSetAround(binding) === "overlays" ? "packages" : undefined;
}

function keyOfSetAround(binding: AttributeBinding): string | undefined {
  for (const above of binding.ancestors()) {
    if (above.kind === "binding") {
      const last = above.attrpath.attrs.at(-1);
      return last && constantKey(above.tree, last.row);
    }
    if (above.kind === "function_expression" || above.kind === "list_expression") return undefined;
  }
  return undefined;
}

function setsOf(
  node: Expression,
  semantics: Semantics,
): readonly (AttrsetExpression | RecAttrsetExpression)[] {
  switch (node.kind) {
    case "attrset_expression":
    case "rec_attrset_expression":
      return [node];
    case "parenthesized_expression":
      return setsOf(node.expression, semantics);
    case "let_expression":
    case "with_expression":
    case "assert_expression":
      return setsOf(node.body, semantics);
    case "if_expression":
      return [...setsOf(node.consequence, semantics), ...setsOf(node.alternative, semantics)];
    case "binary_expression":
      return node.operator === "//"
        ? [...setsOf(node.left, semantics), ...setsOf(node.right, semantics)]
        : [];
    case "apply_expression": {
      const callee = unwrapped(node.function);
      return callee.kind === "apply_expression" &&
        /(?:^|\.)lib\.optionalAttrs$/.test(semantics.originOf(callee.function) ?? "")
        ? setsOf(node.argument, semantics)
        : [];
    }
    default:
      return [];
  }
}
