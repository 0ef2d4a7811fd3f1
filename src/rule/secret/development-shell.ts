import type { AnyNode } from "../../syntax/index.ts";
import { lastNameOf } from "./place.ts";

/** Whether a node belongs to a shell that developers work in, by what makes it: `mkShell`, `devshell.mkShell`, `mkShellNoCC`. */
export function isInDevelopmentShell(node: AnyNode): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (!at.is("apply_expression")) continue;
    let callee: AnyNode = at.function;
    while (callee.is("apply_expression")) callee = callee.function;
    if (/^mk(?:Dev)?Shell(?:NoCC)?$/.test(lastNameOf(callee))) return true;
  }
  return false;
}
