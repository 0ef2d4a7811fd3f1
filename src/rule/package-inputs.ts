import type { Semantics } from "../semantics/index.ts";
import type { AnyAttrset, Expression } from "../syntax/index.ts";
import { originOfKnownMember } from "./known-member.ts";
import { attributesOf } from "./set-attributes.ts";
import { unwrapped } from "./syntax-help.ts";

/** One package in a list such as `buildInputs`. */
export interface PackageInput {
  /** The name in nixpkgs, however it is reached; `undefined` where the text does not tell. */
  readonly name: string | undefined;
  readonly node: Expression;
}

export interface PackageInputs {
  readonly inputs: readonly PackageInput[];
  /** Whether the list may hold more than is seen. */
  readonly isComplete: boolean;
}

/** The packages in some list attributes of a derivation, through `++`, `with`, `optional`, `optionals` and `if`. */
export function packageInputs(
  attributes: AnyAttrset,
  names: readonly string[],
  semantics: Semantics,
): PackageInputs {
  const inputs: PackageInput[] = [];
  let isComplete = true;
  for (const attribute of attributesOf(attributes)) {
    if (!names.includes(attribute.name)) continue;
    if (attribute.value && attribute.below.length === 0) collect(attribute.value);
    else isComplete = false;
  }
  return { inputs, isComplete };

  function collect(value: Expression): void {
    const node = unwrapped(value);
    switch (node.kind) {
      case "list_expression":
        for (const element of node.elements) add(element);
        return;
      case "with_expression":
      case "let_expression":
      case "assert_expression":
        collect(node.body);
        return;
      case "if_expression":
        collect(node.consequence);
        collect(node.alternative);
        return;
      case "binary_expression":
        if (node.operator !== "++") break;
        collect(node.left);
        collect(node.right);
        return;
      case "apply_expression": {
        const callee = unwrapped(node.function);
        const origin =
          callee.kind === "apply_expression" ? semantics.originOf(callee.function) : undefined;
        // `stdenv.lib` and `prev.lib` are the same library.
        if (/(?:^|\.)lib\.optionals$/.test(origin ?? "")) collect(node.argument);
        else if (/(?:^|\.)lib\.optional$/.test(origin ?? "")) add(node.argument);
        else break;
        return;
      }
      default:
    }
    isComplete = false;
  }

  function add(node: Expression): void {
    inputs.push({ name: packageName(node, semantics), node });
  }
}

/** Names that a whole package set commonly goes by. */
const packageSet = /^(?:pkgs|nixpkgs|final|prev|self|super|buildPackages|pkgs\.buildPackages)$/;

/** The attribute of nixpkgs that an expression is: `cmake` for the argument `cmake`, `pkgs.cmake`, and under `with pkgs;`. */
export function packageName(node: Expression, semantics: Semantics): string | undefined {
  const origin = originOfKnownMember(node, semantics);
  if (origin === undefined || origin.startsWith("builtins.")) return undefined;
  const dot = origin.lastIndexOf(".");
  if (dot === -1) return origin;
  return packageSet.test(origin.slice(0, dot)) ? origin.slice(dot + 1) : undefined;
}
