import {
  defineRule,
  derivationCallAround,
  unwrapped,
  type AnyNode,
  type ApplyExpression,
  type Expression,
  type OfferedFix,
  type Semantics,
} from "../../src/rule/index.ts";

const flatteners = new Set([
  "lib.flatten",
  "lib.concatLists",
  "builtins.concatLists",
  "builtins.toString",
]);

/** How much of a long `++` is looked at, and how far out. */
const operandLimit = 50;
const depthLimit = 100;

export default defineRule({
  id: "optional-with-list",
  summary: "`lib.optional` given a list",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["nixpkgs-lint:ArgsToOptionalIsList"],
  messages: { list: "`optional` makes a list of one element, and that element is this list." },
  docs: {
    why: "The result is a list within a list. Most options and functions refuse that, though only once the condition holds. A derivation takes it for its attributes and hides the slip; there the finding is a hint.",
    examples: [
      {
        bad: "{ lib, debug }: [ 1 ] ++ lib.optional debug [ 2 3 ]\n",
        good: "{ lib, debug }: [ 1 ] ++ lib.optionals debug [ 2 3 ]\n",
      },
    ],
    traps: [
      {
        good: "{ lib, debug }: lib.flatten [ 1 (lib.optional debug [ 2 3 ]) ]\n",
        because: "the inner list is flattened at once",
      },
      {
        good: "{ lib, debug }: [ [ 1 2 ] ] ++ lib.optional debug [ 3 4 ]\n",
        because: "the elements of this list are lists",
      },
    ],
    fixSafety:
      "`optionals` takes the elements out of the list. Where a list of lists is wanted, that is not what is meant.",
  },
  mentions: ["optional"],
  visit: {
    list_expression(node, { semantics, report }) {
      const argument = aboveParentheses(node);
      const call = argument.parent;
      if (!call?.is("apply_expression") || call.argument !== argument) return;
      const callee = unwrapped(call.function);
      if (!callee.is("apply_expression") || semantics.originOf(callee.function) !== "lib.optional")
        return;
      if (isListOfLists(call, semantics)) return;
      report({
        at: callee.function,
        message: "list",
        ...(isForDerivation(call, semantics) ? { severity: "info" } : {}),
        fix: fixFor(callee.function, semantics),
      });
    },
  },
});

/** Whether the result is flattened, maybe after other calls, or stands beside other lists of lists. */
function isListOfLists(call: ApplyExpression, semantics: Semantics): boolean {
  let node: AnyNode = call;
  let depth = 0;
  for (const parent of call.ancestors()) {
    if (++depth > depthLimit) return false;
    if (parent.is("binary_expression") && parent.operator === "++") {
      const sibling = parent.left === node ? parent.right : parent.left;
      if (operands(sibling).some(holdsLists)) return true;
    } else if (parent.is("apply_expression") && parent.argument === node) {
      if (isFlattener(parent.function, semantics)) return true;
    } else if (parent.is("binary_expression") && parent.operator === "|>") {
      if (isFlattener(parent.right, semantics)) return true;
    } else if (!passesValueOn(parent, node)) {
      return false;
    }
    node = parent;
  }
  return false;
}

function isFlattener(callee: Expression, semantics: Semantics): boolean {
  const origin = semantics.originOf(callee);
  return origin !== undefined && flatteners.has(origin);
}

function passesValueOn(parent: AnyNode, node: AnyNode): boolean {
  if (parent.is("function_expression")) return parent.body === node;
  if (parent.is("if_expression")) return parent.condition !== node;
  if (parent.is("let_expression", "with_expression", "assert_expression"))
    return parent.body === node;
  // As an argument of `map` it comes out of the whole call.
  return parent.is("parenthesized_expression", "list_expression", "apply_expression");
}

/** Whether it is for an attribute of a derivation: there a nested list becomes the same text as a flat one. */
function isForDerivation(call: ApplyExpression, semantics: Semantics): boolean {
  let depth = 0;
  for (const node of call.ancestors()) {
    if (++depth > depthLimit) return false;
    if (!node.is("binding")) continue;
    const name = node.attrpath.attrs.at(-1)?.text ?? "";
    if (/(?:Inputs|Flags|^patches)$/.test(name)) return true;
    break;
  }
  return derivationCallAround(call, semantics) !== undefined;
}

/** What a chain of `++` joins. */
function operands(node: Expression): Expression[] {
  const found: Expression[] = [];
  const waiting = [node];
  for (let next = waiting.pop(); next && found.length < operandLimit; next = waiting.pop()) {
    const inner = unwrapped(next);
    if (inner.is("binary_expression") && inner.operator === "++")
      waiting.push(inner.left, inner.right);
    else found.push(inner);
  }
  return found;
}

function holdsLists(node: Expression): boolean {
  return (
    node.is("list_expression") &&
    node.elements.length > 0 &&
    node.elements.every((element) => unwrapped(element).is("list_expression"))
  );
}

function aboveParentheses(node: Expression): AnyNode {
  let outer: AnyNode = node;
  while (outer.parent?.is("parenthesized_expression")) outer = outer.parent;
  return outer;
}

/** Only the name of the function changes; no fix where the other one may not be in scope. */
function fixFor(callee: Expression, semantics: Semantics): OfferedFix | undefined {
  const isFromWith = semantics.resolve(callee)?.kind === "dynamic";
  const name = callee.is("select_expression") ? callee.attrpath.attrs.at(-1) : callee;
  if (name?.text !== "optional" || (callee !== name && !callee.is("select_expression")))
    return undefined;
  if (callee === name && !isFromWith) return undefined;
  return {
    title: "Use `optionals`",
    edits: [{ span: { start: name.end, end: name.end }, newText: "s" }],
  };
}
