import { normalizePath, settingsOfFile } from "../../options/index.ts";
import { constantKey } from "../../semantics/index.ts";
import type { Severity } from "../../diagnostic/index.ts";
import type { AnyNode, AttributePath } from "../../syntax/index.ts";
import type { FileContext } from "../define-rule.ts";
import { isTestPath } from "../path-kind.ts";

/** Where a value stands, by the names around it. */
export interface Place {
  /** Outermost first; a computed name is `*`. The default of a declared option goes by the option's name. */
  readonly names: readonly string[];
  /** Whether it only describes: an example, a description, the declaration of an option. */
  readonly isDescription: boolean;
}

const describing = new Set([
  "example",
  "description",
  "defaultText",
  "longDescription",
  "meta",
  "documentation",
]);
const describingCalls = /^(?:literal(?:Expression|Example|MD|DocBook)|mdDoc)$/;

/** The names of an attribute path; computed ones as `*`. */
export function keysOf(path: AttributePath): readonly string[] {
  return path.attrs.map((attribute) => constantKey(path.tree, attribute.row) ?? "*");
}

/** The names above a node, and whether they say that it is no configuration. */
export function placeOf(node: AnyNode): Place {
  const names: string[] = [];
  let isDescription = false;
  let inDeclaration = false;
  for (let at: AnyNode | undefined = node; at; at = at.parent) {
    if (at.is("apply_expression")) {
      const callee = lastNameOf(at.function);
      if (describingCalls.test(callee)) isDescription = true;
      if (callee === "mkOption") {
        inDeclaration = true;
        // What stands in an option's declaration is about it, but for what it is by default.
        if (names[0] === "default") names.shift();
        else isDescription = true;
      }
    }
    if (!at.is("binding")) continue;
    const keys = keysOf(at.attrpath);
    names.unshift(...keys);
    if (!inDeclaration && keys.some((key) => describing.has(key))) isDescription = true;
  }
  // What a flake or another module puts round an option is no part of its name.
  return { names: normalizePath(names).path, isDescription };
}

/** The last name of a function: `mkOption` of `lib.mkOption`. */
export function lastNameOf(node: AnyNode): string {
  if (node.is("variable_expression")) return node.text;
  if (node.is("select_expression")) return keysOf(node.attrpath).at(-1) ?? "";
  if (node.is("parenthesized_expression")) return lastNameOf(node.expression);
  return "";
}

/** Folders are numbered to sort them. */
const numberedTests = /(?:^|\/)\d{1,3}tests?\//;

/** Whether a file, or the names around a value, belong to a test. */
export function isTestPlace(context: Pick<FileContext, "path">, names: readonly string[]): boolean {
  return (
    settingsOfFile(context.path).has("test") ||
    isTestPath(context.path) ||
    numberedTests.test(context.path) ||
    names.some((name) => name === "testScript" || name === "nodes")
  );
}

/** The severity of a secret found in a place: in tests a note, in what is put away at most a warning. */
export function severityHere(
  context: Pick<FileContext, "path">,
  names: readonly string[],
  severity: Severity,
): Severity {
  if (isTestPlace(context, names)) return "info";
  return settingsOfFile(context.path).has("archived") && severity === "error"
    ? "warning"
    : severity;
}
