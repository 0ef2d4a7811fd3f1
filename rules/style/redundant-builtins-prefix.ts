import {
  constantKey,
  defineRule,
  holdsComment,
  removeItem,
  withSurroundingBlanks,
  type AnyNode,
  type Attribute,
  type Binding,
  type Edit,
  type InheritFrom,
  type Semantics,
} from "../../src/rule/index.ts";

/** Names that any Nix from 2.3 on knows without a prefix, whatever features are on. */
const globalEverywhere: ReadonlySet<string> = new Set(
  `abort baseNameOf derivation dirOf false fetchGit fetchTarball import isNull map null placeholder removeAttrs
  scopedImport throw toString true`.split(/\s+/),
);

export default defineRule({
  id: "redundant-builtins-prefix",
  summary: "`builtins.` before a name that is global",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "safe",
  parity: ["nixf:sema-primop-removed-prefix"],
  messages: {
    prefix: "`{name}` is a global name: `builtins.` adds nothing.",
    inherited: "`{name}` is a global name: it need not be inherited from `builtins`.",
  },
  docs: {
    why: "`map`, `import`, `toString` and a few more are known everywhere. With the prefix in one place and without it in the next, a reader looks for a difference that is not there.",
    examples: [
      {
        bad: "builtins.map (x: x + 1) [ 1 2 ]\n",
        good: "map (x: x + 1) [ 1 2 ]\n",
      },
      {
        bad: "let inherit (builtins) head map; in head (map (x: x) [ 1 ])\n",
        good: "let inherit (builtins) head; in head (map (x: x) [ 1 ])\n",
      },
    ],
    traps: [
      { good: "builtins.attrNames { }\n", because: "`attrNames` alone is no name" },
      { good: "map: builtins.map (x: x) map\n", because: "`map` is something else here" },
      { good: "{ inherit (builtins) map; }\n", because: "the set is meant to hold it" },
      {
        good: "builtins.fetchTree or null\n",
        because: "the name may be missing, and not every Nix has it",
      },
    ],
    whenNotToUse: "Where `builtins.` is wanted before every builtin, to tell them from `lib`.",
    fixSafety:
      "Not offered where a scope binds the name: then the prefix is needed, and nothing is reported.",
  },
  visit: {
    select_expression(node, { tree, semantics, report }) {
      const { expression, attrpath } = node;
      if (node.default || attrpath.attrs.length !== 1 || !isBuiltins(expression, semantics)) return;
      const [attribute] = attrpath.attrs;
      const name = attribute && constantKey(tree, attribute.row);
      if (name === undefined || !isGlobalAround(name, node, semantics)) return;
      report({
        at: { start: node.start, end: attrpath.end },
        message: "prefix",
        data: { name },
        fix: holdsComment(tree, node)
          ? undefined
          : { title: "Remove `builtins.`", edits: [{ span: node, newText: name }] },
      });
    },
    inherit_from(node, { semantics, report }) {
      const owner = node.parent?.parent;
      if (!owner?.is("let_expression") || !isBuiltins(node.expression, semantics)) return;
      const global = (node.attrs?.attrs ?? []).filter((attribute) => {
        const name = constantKey(node.tree, attribute.row);
        return name !== undefined && isGlobalAround(name, owner, semantics, owner);
      });
      const [first] = global;
      if (!first) return;
      const edits = removalOf(global, node);
      report({
        at: first,
        message: "inherited",
        data: { name: first.text },
        fix: edits && { title: "Remove the global names from the `inherit`", edits },
      });
    },
  },
});

function isBuiltins(node: AnyNode, semantics: Semantics): boolean {
  return (
    node.kind === "variable_expression" &&
    node.text === "builtins" &&
    semantics.resolve(node)?.kind === "global"
  );
}

/** Whether the name is global at a place, leaving out what one scope binds. */
function isGlobalAround(
  name: string,
  node: AnyNode,
  semantics: Semantics,
  besides?: AnyNode,
): boolean {
  if (!globalEverywhere.has(name)) return false;
  return !reboundNames(semantics).some(
    ({ name: bound, owner }) => bound === name && owner !== besides && owner.encloses(node),
  );
}

const reboundOfFile = new WeakMap<Semantics, readonly Binding[]>();

function reboundNames(semantics: Semantics): readonly Binding[] {
  let rebound = reboundOfFile.get(semantics);
  if (!rebound) {
    rebound = semantics.bindings.filter(({ name }) => globalEverywhere.has(name));
    reboundOfFile.set(semantics, rebound);
  }
  return rebound;
}

function removalOf(names: readonly Attribute[], node: InheritFrom): Edit[] | undefined {
  const { tree } = node;
  if (names.length === node.attrs?.attrs.length) {
    const whole = removeItem(node);
    return whole && [whole];
  }
  if (holdsComment(tree, node)) return undefined;
  return names.map((name) => ({
    span: withSurroundingBlanks(tree.source, name),
    newText: "",
  }));
}
