import {
  appendInherited,
  bindingsNamedLikeValue,
  constantKey,
  defineRule,
  holdsComment,
  Type,
  unwrapped,
  withSurroundingBlanks,
  type Attribute,
  type AttributeBinding,
  type BindingSet,
  type Edit,
  type Expression,
  type InheritFrom,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "manual-inherit-from",
  summary: "several bindings that take the attribute of their own name from one set",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "safe",
  parity: ["statix:manual_inherit_from"],
  messages: {
    single: "`{name}` only passes on the attribute of this name from `{source}`.",
    several: "`{name}` and {count} more only pass on attributes of `{source}`.",
  },
  docs: {
    why: "`inherit (set) a b;` names the set and each attribute once. Spelled out, one has to compare both sides of every line to see that nothing is renamed.",
    examples: [
      {
        bad: "let e = { a = 1; b = 2; }; in { a = e.a; c = 3; b = e.b; }\n",
        good: "let e = { a = 1; b = 2; }; in { inherit (e) a b; c = 3; }\n",
      },
    ],
    traps: [
      { good: "cfg: { enable = cfg.enable; }\n", because: "a single one reads well as it is" },
      { good: "e: { a = e.b; b = e.a; }\n", because: "the names differ" },
      { good: "e: { a = e.a or 1; b = e.b or 2; }\n", because: "`inherit` takes no fallback" },
      { good: "e: f: { a = e.a; b = f.b; }\n", because: "they come from different sets" },
    ],
    fixSafety:
      "Nix reads both forms as the same selection. Withheld where a comment stands between the bindings.",
  },
  options: Type.Object({
    minimum: Type.Integer({
      default: 2,
      minimum: 1,
      description: "How many bindings of one set must take from the same place.",
    }),
  }),
  visit: {
    binding_set(node, { options, report }) {
      for (const [source, group] of groupsOf(node)) {
        const [first] = group;
        if (!first || group.length < options.minimum) continue;
        const { tree } = first;
        const edits = editsFor(group, node);
        const name = keyOf(first) ?? "";
        const found = {
          at:
            tree.source.lineAt(first.start) === tree.source.lineAt(first.end)
              ? first
              : first.attrpath,
          fix: edits && { title: `Use \`inherit (${source})\``, edits },
        };
        if (group.length === 1) report({ ...found, message: "single", data: { name, source } });
        else
          report({
            ...found,
            message: "several",
            data: { name, source, count: group.length - 1 },
            related: group
              .slice(1)
              .map((binding) => ({ at: binding, message: `\`${keyOf(binding) ?? ""}\`` })),
          });
      }
    },
  },
});

const noGroups: ReadonlyMap<string, AttributeBinding[]> = new Map();

/** The bindings `x = e.x;`, by their `e`. */
function groupsOf(set: BindingSet): ReadonlyMap<string, AttributeBinding[]> {
  const candidates = bindingsNamedLikeValue(set, "select_expression");
  if (candidates.length === 0) return noGroups;
  const groups = new Map<string, AttributeBinding[]>();
  for (const binding of candidates) {
    const source = sourceOf(binding);
    if (source === undefined) continue;
    const group = groups.get(source);
    if (group) group.push(binding);
    else groups.set(source, [binding]);
  }
  return groups;
}

function keyOf({ attrpath, tree }: AttributeBinding): string | undefined {
  const [key, ...rest] = attrpath.attrs;
  return key && rest.length === 0 ? constantKey(tree, key.row) : undefined;
}

function sourceOf(binding: AttributeBinding): string | undefined {
  const key = keyOf(binding);
  const value = unwrapped(binding.expression);
  if (key === undefined || !value.is("select_expression") || value.default) return undefined;
  const last = value.attrpath.attrs.at(-1);
  if (!last || constantKey(binding.tree, last.row) !== key) return undefined;
  return spelled(value.expression, value.attrpath.attrs.slice(0, -1));
}

/** The dotted names, where no part of it needs quotes or parentheses. */
function spelled(base: Expression, path: readonly Attribute[]): string | undefined {
  const parts = [base, ...path];
  return parts.every((part) => part.is("variable_expression", "identifier"))
    ? parts.map(({ text }) => text).join(".")
    : undefined;
}

function spelledSource({ expression }: InheritFrom): string | undefined {
  const value = unwrapped(expression);
  return value.is("select_expression") && !value.default
    ? spelled(value.expression, value.attrpath.attrs)
    : spelled(value, []);
}

function editsFor(
  group: readonly AttributeBinding[],
  set: BindingSet,
): readonly Edit[] | undefined {
  const first = group[0];
  const last = group.at(-1);
  if (!first || !last) return undefined;
  const { tree } = set;
  const { source } = tree;
  const end = source.lineSpan(source.lineAt(last.end)).end;
  const isCommented =
    set.comments.some((comment) => comment.start >= first.start && comment.start < end) ||
    group.some((binding) => holdsComment(tree, binding));
  if (isCommented) return undefined;
  const names = group.flatMap((binding) => binding.attrpath.text);
  const from = sourceOf(first) ?? "";
  const existing = set.bindings.find(
    (binding) => binding.is("inherit_from") && spelledSource(binding) === from,
  );
  const joined = existing?.is("inherit_from") ? appendInherited(existing, names) : undefined;
  const inherit = {
    span: { start: first.start, end: first.end },
    newText: `inherit (${from}) ${names.join(" ")};`,
  };
  return [joined ?? inherit, ...deletionsOf(joined ? group : group.slice(1), set)];
}

/** Takes out the bindings, neighbours at once. */
function deletionsOf(group: readonly AttributeBinding[], { bindings, tree }: BindingSet): Edit[] {
  const spans: { start: number; end: number }[] = [];
  let previous = -1;
  for (const binding of group) {
    const index = bindings.indexOf(binding);
    const last = spans.at(-1);
    if (last && index === previous + 1) last.end = binding.end;
    else spans.push({ start: binding.start, end: binding.end });
    previous = index;
  }
  return spans.map((span) => ({ span: withSurroundingBlanks(tree.source, span), newText: "" }));
}
