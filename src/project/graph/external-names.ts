import { stringParts, type Semantics } from "../../semantics/index.ts";
import type { AnyNode, Expression, Interpolation } from "../../syntax/index.ts";
import type { EdgeTarget } from "../model.ts";
import { withoutParentheses } from "./syntax-steps.ts";

/**
 * What a name in a list of modules, or below `import`, leads to: out of the tree, to the flake itself, or nobody can tell
 * from the text. Undefined for what leads nowhere: a module that is written out, a path.
 */
export function describeName(
  node: Expression,
  path: string,
  semantics: Semantics,
): EdgeTarget | undefined {
  const inner = withoutParentheses(node);
  switch (inner.kind) {
    case "path_expression":
    case "hpath_expression":
    case "attrset_expression":
    case "rec_attrset_expression":
    case "function_expression":
    case "list_expression":
      return undefined;
    case "spath_expression":
      return { kind: "external", name: inner.text };
    case "variable_expression":
    case "select_expression":
      return describeReference(inner, path, semantics);
    case "string_expression":
    case "indented_string_expression":
      return describeString(inner, path, semantics);
    case "binary_expression": {
      if (inner.operator !== "+") return unresolved(inner, "it is worked out when Nix runs");
      let left = withoutParentheses(inner.left);
      while (left.kind === "binary_expression") left = withoutParentheses(left.left);
      if (left.kind === "path_expression") return undefined;
      return describeName(left, path, semantics);
    }
    case "apply_expression":
      return describeCall(inner, path, semantics);
    default:
      return unresolved(inner, "it is worked out when Nix runs");
  }
}

function describeString(
  node: Expression,
  path: string,
  semantics: Semantics,
): EdgeTarget | undefined {
  const [first] = stringParts(node.tree, node.row);
  // A text that is no absolute path is no module: another list is called `modules`, too.
  if (typeof first === "string")
    return first.startsWith("/") ? { kind: "outside", path: first } : undefined;
  if (first === undefined) return undefined;
  const base = (node.tree.nodeAt(first) as Interpolation).expression;
  return describeName(base, path, semantics);
}

function describeReference(
  node: Expression,
  path: string,
  semantics: Semantics,
): EdgeTarget | undefined {
  const text = node.text.replace(/\s+/g, "");
  const [written = "", member = ""] = text.split(".");
  if (written === "inputs" && member !== "self")
    return { kind: "external", name: text, ...(member === "" ? {} : { input: member }) };
  const origin = semantics.originOf(node) ?? text;
  const [root = ""] = origin.split(".");
  if (root === "self") return ownOutput();
  if (root === "modulesPath" || root === "nixpkgs" || root === "pkgs" || root === "<nixpkgs>")
    return { kind: "external", name: origin, ...(root === "nixpkgs" ? { input: root } : {}) };
  const isInput =
    (isFlake(path) && isArgument(rootOf(node), semantics)) || exportsModules.test(origin);
  if (isInput) return { kind: "external", name: origin, input: root };
  if (/(?:^|\.)(?:sources|npins|pins)\./.test(`${origin}.`))
    return { kind: "external", name: origin };
  const value = definitionOf(rootOf(node), semantics);
  // A call such as `fetchTarball`, behind a name.
  if (value?.kind === "apply_expression" && node.kind !== "variable_expression") {
    const target = describeCall(value, path, semantics);
    if (target?.kind === "external") return target;
  }
  if (value && node.kind === "variable_expression") {
    return value.kind === "variable_expression" ? undefined : describeName(value, path, semantics);
  }
  return unresolved(node, whyUnknown(rootOf(node), semantics));
}

const exportsModules =
  /\.(?:nixosModules?|homeManagerModules?|homeModules?|darwinModules?|flakeModules?|hmModules?|hmModule|nixDarwinModules)(?:\.|$)/;

function describeCall(
  node: Expression,
  path: string,
  semantics: Semantics,
): EdgeTarget | undefined {
  let callee = node;
  while (callee.kind === "apply_expression") callee = withoutParentheses(callee.function);
  const origin = semantics.originOf(callee) ?? callee.text.replace(/\s+/g, "");
  const name = origin.slice(origin.lastIndexOf(".") + 1);
  if (/^(?:fetch\w*|getFlake|flakeInputs|getTarball)$/.test(name))
    return { kind: "external", name: origin };
  // Its paths and imports stand for themselves, and so does a function of this file.
  if (name === "import" || makersOfModules.test(name) || holdsPath(node)) return undefined;
  if (definitionOf(rootOf(callee), semantics)?.kind === "function_expression") return undefined;
  if (/^(?:inputs\.|nixpkgs\.)/.test(origin)) {
    const target = describeReference(callee, path, semantics);
    return target?.kind === "external" ? target : undefined;
  }
  return unresolved(node, `\`${short(callee.text)}\` makes it when Nix runs`);
}

/** Functions of lib that make a module, or an option, out of what they get. */
const makersOfModules =
  /^(?:mk(?:Renamed|Removed|Alias|Changed|Merged|Aliased)\w*|importApply|singleton|mkOption|mkForce|setDefaultModuleLocation)$/;

/** Whether an argument of a call is a path. */
function holdsPath(call: Expression): boolean {
  for (let at = call; at.kind === "apply_expression"; at = withoutParentheses(at.function)) {
    const argument = withoutParentheses(at.argument);
    if (argument.kind === "path_expression") return true;
    if (argument.kind === "binary_expression" && argument.left.kind === "path_expression")
      return true;
  }
  return false;
}

function ownOutput(): EdgeTarget {
  return { kind: "file", path: "self:flake.nix" };
}

function whyUnknown(root: Expression, semantics: Semantics): string {
  const resolution = semantics.resolve(root);
  switch (resolution?.kind) {
    case "bound":
      return isArgument(root, semantics)
        ? `\`${root.text}\` is an argument of this file`
        : `what \`${root.text}\` is, is worked out when Nix runs`;
    case "dynamic":
      return `\`${root.text}\` comes from a \`with\``;
    default:
      return "it is worked out when Nix runs";
  }
}

function unresolved(node: AnyNode, reason: string): EdgeTarget {
  return { kind: "unresolved", reason: `\`${short(node.text)}\`: ${reason}` };
}

/** The variable that a selection starts from. */
function rootOf(node: Expression): Expression {
  let root = node;
  while (root.kind === "select_expression" || root.kind === "parenthesized_expression")
    root = root.expression;
  return root;
}

function isArgument(root: Expression, semantics: Semantics): boolean {
  const resolution = semantics.resolve(root);
  if (resolution?.kind !== "bound") return false;
  const { kind } = resolution.binding;
  return kind === "formal" || kind === "argument" || kind === "pattern-alias";
}

function definitionOf(root: Expression, semantics: Semantics): Expression | undefined {
  const resolution = semantics.resolve(root);
  const value = resolution?.kind === "bound" ? resolution.binding.value : undefined;
  return value && withoutParentheses(value);
}

function isFlake(path: string): boolean {
  return path === "flake.nix" || path.endsWith("/flake.nix");
}

const LONGEST_QUOTE = 40;

function short(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}
