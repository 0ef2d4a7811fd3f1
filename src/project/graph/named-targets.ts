import type { Semantics } from "../../semantics/index.ts";
import { Kind, type AnyNode, type Expression } from "../../syntax/index.ts";
import type { EdgeKind, EdgeTarget } from "../model.ts";
import { describeName } from "./external-names.ts";
import { keysOf, withoutParentheses } from "./syntax-steps.ts";

/** Something that a file reads by name, not by path. */
export interface NamedTarget {
  readonly node: Expression;
  readonly kind: EdgeKind;
  readonly target: EdgeTarget;
}

const moduleLists = new Set(["imports", "modules", "extraModules", "sharedModules"]);

/**
 * The modules that lists of modules name, and what `import` gets that is no path: flake inputs, `<nixpkgs>`, fetched
 * sources, arguments. `paths` are the rows of what is written as a path.
 */
export function findNamedTargets(
  path: string,
  semantics: Semantics,
  paths: ReadonlySet<number>,
): NamedTarget[] {
  const { tree } = semantics;
  const found = new Map<number, NamedTarget>();
  const add = (node: Expression, kind: EdgeKind): void => {
    if (paths.has(node.row) || found.has(node.row)) return;
    const target = describeName(node, path, semantics);
    if (!target) return;
    // An output of the flake itself: its flake.nix says where it comes from.
    const isOwnOutput = target.kind === "file";
    found.set(node.row, { node, kind: isOwnOutput ? "flake" : kind, target });
  };
  for (const row of tree.rowsOfKind(Kind.binding)) {
    // The last key of `imports` and its like is a plain name of 7 letters or more: most bindings end here.
    if (!endsInListKey(semantics, row)) continue;
    const binding = tree.nodeAt(row);
    if (!binding.is("binding") || !moduleLists.has(keysOf(binding.attrpath).at(-1) ?? "")) continue;
    for (const element of elementsOf(binding.expression, semantics)) add(element, "module");
  }
  for (const row of tree.rowsOfKind(Kind.apply_expression)) {
    const isImport =
      tree.kindOf(row + 1) === Kind.variable_expression &&
      tree.endOf(row + 1) - tree.startOf(row + 1) === "import".length;
    if (!isImport) continue;
    const call = tree.nodeAt(row);
    if (!call.is("apply_expression") || call.function.text !== "import") continue;
    const argument = withoutParentheses(call.argument);
    add(argument, "import");
  }
  for (const row of tree.rowsOfKind(Kind.spath_expression)) {
    add(tree.nodeAt(row) as Expression, "import");
  }
  return [...found.values()];
}

function endsInListKey({ tree }: Semantics, row: number): boolean {
  const end = tree.endOf(row + 1);
  const { bytes } = tree.source;
  // `imports` and all the others end in `s`; so does the quoted spelling of none that people write.
  return bytes[end - 1] === 0x73;
}

/** More than this many parts of one list are no list that a person wrote. */
const MOST_PARTS = 20_000;

/** The elements of a list of modules that the text shows, in its branches and operands too; never a literal list. */
function elementsOf(list: Expression, semantics: Semantics): Expression[] {
  const elements: Expression[] = [];
  const waiting: { readonly node: Expression; readonly isElement: boolean }[] = [
    { node: list, isElement: false },
  ];
  const seen = new Set<number>();
  for (let next = waiting.pop(); next && seen.size < MOST_PARTS; next = waiting.pop()) {
    const node = withoutParentheses(next.node);
    if (seen.has(node.row)) continue;
    seen.add(node.row);
    const more = (inner: Expression, isElement = next?.isElement ?? false): void => {
      waiting.push({ node: inner, isElement });
    };
    switch (node.kind) {
      case "list_expression":
        for (const element of node.elements) more(element, true);
        break;
      case "if_expression":
        more(node.consequence);
        more(node.alternative);
        break;
      case "let_expression":
      case "with_expression":
      case "assert_expression":
        more(node.body);
        break;
      case "binary_expression":
        if (node.operator !== "++") elements.push(node);
        else {
          more(node.left);
          more(node.right);
        }
        break;
      case "apply_expression": {
        const inner = wrappedBy(node, semantics);
        if (inner) more(inner.node, inner.isElement ?? next.isElement);
        else elements.push(node);
        break;
      }
      case "variable_expression": {
        const resolution = semantics.resolve(node);
        const value = resolution?.kind === "bound" ? resolution.binding.value : undefined;
        if (value) more(value);
        else elements.push(node);
        break;
      }
      case "attrset_expression":
      case "rec_attrset_expression":
      case "function_expression":
        break;
      default:
        elements.push(node);
    }
  }
  return elements;
}

/** What `optional c x` and its like hand on. */
function wrappedBy(
  call: Expression & { readonly kind: "apply_expression" },
  semantics: Semantics,
): { readonly node: Expression; readonly isElement?: true } | undefined {
  let callee: AnyNode = call;
  let count = 0;
  while (callee.is("apply_expression")) {
    callee = withoutParentheses(callee.function);
    count += 1;
  }
  const origin = semantics.originOf(callee) ?? callee.text;
  switch (origin.slice(origin.lastIndexOf(".") + 1)) {
    case "optional":
      return count === 2 ? { node: call.argument, isElement: true } : undefined;
    case "optionals":
      return count === 2 ? { node: call.argument } : undefined;
    case "flatten":
    case "unique":
    case "concatLists":
      return { node: call.argument };
    case "mkIf":
      return count === 2 ? { node: call.argument } : undefined;
    case "import":
      // Found where all imports are.
      return { node: call.argument, isElement: true };
    default:
      return undefined;
  }
}
