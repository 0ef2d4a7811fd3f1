import {
  builtinNames,
  constantKey,
  defineRule,
  findNearestName,
  Type,
  unwrapped,
  type Attribute,
  type Expression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "unknown-builtin",
  summary: "an attribute of `builtins` that no version of Nix has",
  category: "correctness",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nixf:sema-primop-unknown"],
  options: Type.Object({
    extra: Type.Array(Type.String(), {
      default: [],
      description: "Names that plug-ins or patched versions of Nix add to `builtins`.",
    }),
  }),
  messages: {
    unknown: "No version of Nix has `builtins.{name}`.",
    similar: "No version of Nix has `builtins.{name}`; there is `builtins.{near}`.",
  },
  docs: {
    why: "The attribute is missing when the expression is evaluated. Many functions of `lib`, such as `optional` or `mapAttrs'`, are no builtins.",
    examples: [
      {
        bad: 'builtins.concatStringSep "," [ "a" "b" ]\n',
        good: 'builtins.concatStringsSep "," [ "a" "b" ]\n',
      },
    ],
    traps: [
      {
        good: "builtins.future or (x: x)\n",
        because: "the default says that it may be missing",
      },
      {
        good: "if builtins ? future then builtins.future else null\n",
        because: "it is looked for first",
      },
      {
        good: "{ builtins }: builtins.anything\n",
        because: "`builtins` is an argument here",
      },
      {
        good: "[ builtins.fetchTree builtins.wasm builtins.exec ]\n",
        because: "some version of Nix or Lix has each of them",
      },
    ],
  },
  mentions: ["builtins"],
  visit: {
    source_code(_node, { tree, semantics, options, report }) {
      const extra = new Set(options.extra);
      let tested: ReadonlySet<string> | undefined;
      for (const node of tree.nodesOfKind("select_expression")) {
        const [attribute] = node.attrpath.attrs;
        if (attribute && !node.default) check(node.expression, attribute);
      }
      for (const node of tree.nodesOfKind("inherit_from"))
        for (const attribute of node.attrs?.attrs ?? []) check(node.expression, attribute);

      function check(set: Expression, attribute: Attribute): void {
        if (set.hasError || attribute.hasError || !isBuiltins(set, semantics)) return;
        const name = constantKey(tree, attribute.row);
        if (name === undefined || builtinNames.has(name) || extra.has(name)) return;
        tested ??= namesTested(semantics);
        if (tested.has(name)) return;
        const near = findNearestName(name, builtinNames);
        if (near === undefined) report({ at: attribute, message: "unknown", data: { name } });
        else report({ at: attribute, message: "similar", data: { name, near } });
      }
    },
  },
});

/** Whether the expression is Nix's own `builtins`, maybe by another name of this file. */
function isBuiltins(node: Expression, semantics: Semantics, depth = 0): boolean {
  const inner = unwrapped(node);
  if (!inner.is("variable_expression")) return false;
  const resolution = semantics.resolve(inner);
  if (resolution?.kind === "global") return inner.text === "builtins";
  if (resolution?.kind !== "bound" || depth > 5) return false;
  const { value } = resolution.binding;
  return value !== undefined && isBuiltins(value, semantics, depth + 1);
}

/** The names that the file asks `builtins` for before it uses them. */
function namesTested({ tree }: Semantics): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { attrpath } of tree.nodesOfKind("has_attr_expression")) {
    const [attribute] = attrpath.attrs;
    const name = attribute && constantKey(tree, attribute.row);
    if (name !== undefined) names.add(name);
  }
  // `hasAttr "name" builtins`
  for (const { parent, text } of tree.nodesOfKind("string_expression"))
    if (parent?.is("apply_expression")) names.add(text.slice(1, -1));
  return names;
}
