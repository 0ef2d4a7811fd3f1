import {
  defineRule,
  Type,
  type AnyNode,
  type FunctionExpression,
  type Semantics,
  type Span,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "high-complexity",
  summary: "a function or module with many branches",
  category: "quality",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    function: "This function decides {count} branches.",
    file: "This file decides {count} branches.",
  },
  options: Type.Object({
    branches: Type.Integer({
      default: 25,
      description:
        "Branches that a function or file may have: `if`, `&&`, `||`, `mkIf`, `optional` and its kin, `or`.",
    }),
  }),
  docs: {
    why: "Every branch doubles what a change may do. Beyond a few dozen nobody tries them all, and a case that is wrong shows up on one host months later.",
    examples: [
      {
        bad: "a: b: if a && b then 1 else if a || b then 2 else 3\n",
        good: "a: b: if a && b then 1 else 2\n",
        options: { branches: 3 },
      },
    ],
    traps: [
      {
        good: "{ lib, a, b, c, d }:\nlib.mkMerge [ (lib.mkIf a { }) (lib.mkIf b { }) (lib.mkIf c { }) (lib.mkIf d { }) ]\n",
        because: "blocks that stand side by side are one branch",
        options: { branches: 3 },
      },
      {
        good: "{ a, b }: { f = x: if x && a then 1 else 2; g = x: if x || b then 1 else 2; }\n",
        because: "each function is counted for itself",
        options: { branches: 3 },
      },
    ],
  },
  visit: {
    source_code(file, { options, semantics, source, report }) {
      const branches = new Map<AnyNode, Set<number>>();
      const owners = new Map<number, AnyNode>();
      const places = new Map<number, number>();
      for (const node of branchesOf(semantics)) {
        const owner = ownerOf(node, owners);
        const known = branches.get(owner) ?? new Set();
        branches.set(owner, known.add(placeOf(node, places)));
      }
      for (const [owner, { size: count }] of branches) {
        if (count <= options.branches) continue;
        const head = owner.kind === "function_expression" ? headOf(owner) : file.expression;
        if (!head) continue;
        const { end } = source.lineSpan(source.lineAt(head.start));
        report({
          at: { start: head.start, end: Math.min(head.end, end) },
          message: owner === file ? "file" : "function",
          data: { count },
        });
      }
    },
  },
});

const decidingFunctions: ReadonlySet<string> = new Set(
  ["mkIf", "optional", "optionals", "optionalString", "optionalAttrs"].map((name) => `lib.${name}`),
);

function branchesOf(semantics: Semantics): AnyNode[] {
  const { tree } = semantics;
  return [
    ...tree.nodesOfKind("if_expression"),
    ...tree
      .nodesOfKind("binary_expression")
      .filter(({ operator }) => operator === "&&" || operator === "||"),
    ...tree.nodesOfKind("select_expression").filter((node) => node.default !== undefined),
    ...tree.nodesOfKind("apply_expression").filter(({ function: callee }) => {
      if (!callee.is("variable_expression", "select_expression")) return false;
      if (!/(?:mkIf|optional\w*)$/.test(callee.text)) return false;
      return decidingFunctions.has(semantics.originOf(callee) ?? "");
    }),
  ];
}

/** The function that decides the branch, with all its arguments; or the file. What is on the way is remembered. */
function ownerOf(node: AnyNode, owners: Map<number, AnyNode>): AnyNode {
  const passed: number[] = [];
  let at = node;
  let owner = owners.get(at.row);
  while (!owner) {
    passed.push(at.row);
    const { parent } = at;
    const isHead = at.kind === "function_expression" && parent?.kind !== "function_expression";
    if (isHead || !parent) owner = at;
    else owner = owners.get((at = parent).row);
  }
  for (const row of passed) owners.set(row, owner);
  return owner;
}

/** Where a branch counts: conditional blocks and defaults that stand side by side count in one place. */
function placeOf(node: AnyNode, places: Map<number, number>): number {
  if (node.is("if_expression", "binary_expression")) return node.row;
  const passed: number[] = [];
  let place = node.row;
  for (const above of node.ancestors()) {
    const known = places.get(above.row);
    if (known !== undefined) {
      place = known;
      break;
    }
    const isCalled = above.kind === "apply_expression" && above.function.encloses(node);
    const isJoined =
      above.kind === "binary_expression" && (above.operator === "++" || above.operator === "//");
    if (above.is("list_expression", "binding_set")) {
      place = above.row;
      break;
    }
    if (!isCalled && !isJoined && !above.is("parenthesized_expression", "binding")) break;
    place = above.row;
    if (isJoined) passed.push(above.row);
  }
  for (const row of passed) places.set(row, place);
  return place;
}

/** The name that a function is bound to, or its first argument. */
function headOf(node: FunctionExpression): Span {
  const { parent } = node;
  if (parent?.is("binding")) return parent.attrpath;
  const { start } = node;
  return { start, end: node.universal?.end ?? start + 1 };
}
