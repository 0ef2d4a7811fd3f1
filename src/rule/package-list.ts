import type { OptionDefinition } from "../options/index.ts";
import type { Semantics } from "../semantics/index.ts";
import type { Expression, ListExpression } from "../syntax/index.ts";
import { unwrapped } from "./syntax-help.ts";

/** One package in a list that an option holds. */
export interface ListedPackage {
  readonly node: Expression;
  readonly list: ListExpression;
  /**
   * Below `pkgs`: `git`, `python3Packages.requests`. `undefined` for an override, a local name of something else, a call.
   */
  readonly name: string | undefined;
  /** Whether a condition stands round its list: an `optionals`, a branch. */
  readonly isConditional: boolean;
}

/** Whose packages an option lists. */
export type PackageOwner = "system" | "user" | "home";

/** Whose packages a definition lists; `undefined` for other options. Source: NixOS, nix-darwin and Home Manager options. */
export function packageOwnerOf({
  path,
  contexts,
}: Pick<OptionDefinition, "path" | "contexts">): PackageOwner | undefined {
  const isHome = contexts.some(({ kind }) => kind === "home");
  if (path.length === 2 && path[1] === "packages" && path[0] === "home") return "home";
  if (isHome) return undefined;
  if (path.length === 2 && path[0] === "environment" && path[1] === "systemPackages")
    return "system";
  if (path.length === 4 && path[0] === "users" && path[1] === "users" && path[3] === "packages")
    return "user";
  return undefined;
}

/** The elements of a list of packages, as far as lists are written out; `undefined` for other options. */
export function packageListOf(
  definition: OptionDefinition,
  semantics: Semantics,
): readonly ListedPackage[] | undefined {
  if (!definition.isAnchored || !packageOwnerOf(definition)) return undefined;
  const found: ListedPackage[] = [];
  collect(definition.value, definition.conditions.length > 0);
  return found;

  function collect(value: Expression, isConditional: boolean): void {
    const node = unwrapped(value);
    switch (node.kind) {
      case "with_expression":
      case "let_expression":
        return collect(node.body, isConditional);
      case "binary_expression":
        if (node.operator !== "++") return;
        collect(node.left, isConditional);
        return collect(node.right, isConditional);
      case "if_expression":
        collect(node.consequence, true);
        return collect(node.alternative, true);
      case "apply_expression":
        // Whatever is called may leave elements out.
        return collect(node.argument, true);
      case "list_expression":
        for (const element of node.elements) {
          const name = packageNameOf(element, semantics);
          found.push({ node: element, list: node, name, isConditional });
        }
        return;
      default:
    }
  }
}

/** The package of `pkgs` that an expression is, by its name there. */
function packageNameOf(element: Expression, semantics: Semantics): string | undefined {
  const node = unwrapped(element);
  if (!node.is("variable_expression", "select_expression")) return undefined;
  const origin = semantics.originOf(node);
  return origin?.startsWith("pkgs.") ? origin.slice("pkgs.".length) : undefined;
}
