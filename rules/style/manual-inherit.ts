import {
  appendInherited,
  bindingsNamedLikeValue,
  constantKey,
  defineRule,
  holdsComment,
  unwrapped,
  type AttributeBinding,
  type BindingSet,
  type Edit,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "manual-inherit",
  summary: "a binding of a name to itself instead of `inherit`",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["statix:manual_inherit", "nix-linter:DIYInherit"],
  messages: {
    single: "`{name}` only passes on the `{name}` of the scope around this set.",
    several: "`{name}` and {count} more only pass on names of the scope around this set.",
  },
  docs: {
    why: "`inherit` says at a glance that the name is the same on both sides. In `name = name;` one has to compare them, and the same line would recurse without end if the set became a `rec` or a `let`.",
    examples: [
      {
        bad: "let a = 1; b = 2; in { a = a; b = b; c = 3; }\n",
        good: "let a = 1; b = 2; in { inherit a b; c = 3; }\n",
      },
      {
        bad: "let a = 1; b = 2; in {\n  inherit a;\n  b = b;\n}\n",
        good: "let a = 1; b = 2; in {\n  inherit a b;\n}\n",
      },
    ],
    traps: [
      { good: "x: { x = x.x; }\n", because: "it is an attribute of `x`" },
      { good: "x: { a.x = x; }\n", because: "`inherit` takes no path" },
      { good: "x: k: { ${k} = x; }\n", because: "the key is computed" },
      {
        good: "x: rec { x = x; }\n",
        because: "in a `rec` the name means the attribute itself, and `inherit` would not",
      },
    ],
    fixSafety:
      "In a plain set both forms read the name in the scope around it. Comments between the bindings keep the fix away.",
  },
  visit: {
    attrset_expression({ bindingSet, tree }, { semantics, report }) {
      if (!bindingSet || bindingsNamedLikeValue(bindingSet, "variable_expression").length === 0)
        return;
      for (const run of runsOf(bindingSet, semantics)) {
        const [first] = run;
        const name = first?.expression.text;
        if (!first || name === undefined) continue;
        const edits = editsFor(run, bindingSet);
        const fix = edits && { title: "Use `inherit`", edits };
        const at =
          tree.source.lineAt(first.start) === tree.source.lineAt(first.end)
            ? first
            : first.attrpath;
        if (run.length === 1) report({ at, message: "single", data: { name: nameOf(first) }, fix });
        else
          report({
            at,
            message: "several",
            data: { name: nameOf(first), count: run.length - 1 },
            related: run
              .slice(1)
              .map((binding) => ({ at: binding, message: `\`${nameOf(binding)}\`` })),
            fix,
          });
      }
    },
  },
});

/** The bindings that pass on a name, neighbours together. */
function runsOf(bindingSet: BindingSet, semantics: Semantics): AttributeBinding[][] {
  const runs: AttributeBinding[][] = [];
  let open: AttributeBinding[] | undefined;
  for (const binding of bindingSet.bindings) {
    if (!binding.is("binding") || !passesOn(binding, semantics)) {
      open = undefined;
      continue;
    }
    const last = open?.at(-1);
    if (last && holdsComment(binding.tree, { start: last.end, end: binding.start }))
      open = undefined;
    if (!open) runs.push((open = []));
    open.push(binding);
  }
  return runs;
}

function passesOn(node: AttributeBinding, semantics: Semantics): boolean {
  const [key, ...rest] = node.attrpath.attrs;
  const value = unwrapped(node.expression);
  if (!key || rest.length > 0 || !value.is("variable_expression")) return false;
  if (constantKey(node.tree, key.row) !== value.text) return false;
  // The pieces of a set that is merged into a `rec` see its names, and `inherit` would not.
  const resolution = semantics.resolve(value);
  return resolution?.kind !== "bound" || resolution.binding.definition !== node;
}

function nameOf({ expression }: AttributeBinding): string {
  return unwrapped(expression).text;
}

function editsFor(run: readonly AttributeBinding[], { bindings }: BindingSet): Edit[] | undefined {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) return undefined;
  const { tree } = first;
  const span = { start: first.start, end: last.end };
  if (holdsComment(tree, span)) return undefined;
  const names = run.map(nameOf);
  const index = bindings.indexOf(first);
  const before = index > 0 ? bindings[index - 1] : undefined;
  const after = bindings[index + run.length];
  if (before?.is("inherit")) {
    const gap = { start: before.end, end: span.end };
    const joined = holdsComment(tree, gap) ? undefined : appendInherited(before, names);
    if (joined) return [joined, { span: gap, newText: "" }];
  }
  if (after?.is("inherit")) {
    const gap = { start: span.start, end: after.start };
    const joined = holdsComment(tree, gap) ? undefined : appendInherited(after, names);
    if (joined) return [{ span: gap, newText: "" }, joined];
  }
  return [{ span, newText: `inherit ${names.join(" ")};` }];
}
