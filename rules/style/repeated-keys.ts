import {
  constantKey,
  defineRule,
  holdsComment,
  lineEndAt,
  Type,
  type Attribute,
  type AttributeBinding,
  type BindingSet,
  type Edit,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "repeated-keys",
  summary: "a first key that many bindings of one set repeat",
  category: "style",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "safe",
  parity: ["statix:repeated_keys"],
  messages: { repeated: "{count} bindings of this set begin with the key `{key}`." },
  docs: {
    why: "What belongs to one attribute can be spread over the whole set that way, and one of its pieces is easily missed. A nested set keeps them together.",
    examples: [
      {
        bad: '{\n  a.b = 1;\n  a.c = 2;\n  a."d e".f = 3;\n}\n',
        good: '{\n  a = {\n    b = 1;\n    c = 2;\n    "d e".f = 3;\n  };\n}\n',
      },
      {
        bad: "{ a.b = 1; a.c = 2; a.d = 3; }\n",
        good: "{ a = { b = 1; c = 2; d = 3; }; }\n",
      },
    ],
    traps: [
      { good: "{ a.b = 1; a.c = 2; }\n", because: "two are fewer than the `minimum`" },
      {
        good: "k: { ${k}.a = 1; ${k}.b = 2; x.a = 1; y.a = 2; }\n",
        because: "the keys are computed, or differ",
      },
    ],
    whenNotToUse:
      "Flat option paths are common and good in configurations of NixOS: this rule is for code that prefers nested sets.",
    fixSafety:
      "Nix reads the same set from both forms. Offered for neighbours that have no comment between them, and not in a `rec`.",
  },
  options: Type.Object({
    minimum: Type.Integer({
      default: 3,
      minimum: 2,
      description: "How many bindings of one set must begin with the same key.",
    }),
  }),
  visit: {
    attrset_expression({ bindingSet }, { options, report }) {
      if (!bindingSet) return;
      for (const group of groupsOf(bindingSet, options.minimum)) {
        const edits = editsFor(group, bindingSet);
        const fix = edits && { title: "Make it one nested set", edits };
        report({ at: group.key, message: "repeated", data: dataOf(group), fix });
      }
    },
    rec_attrset_expression({ bindingSet }, { options, report }) {
      for (const group of bindingSet ? groupsOf(bindingSet, options.minimum) : [])
        report({ at: group.key, message: "repeated", data: dataOf(group) });
    },
  },
});

/** The bindings whose paths of several keys begin with the same one. */
interface Group {
  readonly name: string;
  /** As the first of them spells it. */
  key: Attribute;
  readonly bindings: AttributeBinding[];
  /** Whether another binding gives the key a value as a whole: merging two such has limits in Nix. */
  isAlsoWhole: boolean;
}

function groupsOf(bindingSet: BindingSet, minimum: number): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const binding of bindingSet.bindings) {
    const key = binding.is("binding") ? binding.attrpath.attrs[0] : undefined;
    const name = key && constantKey(binding.tree, key.row);
    if (name === undefined || key === undefined || !binding.is("binding")) continue;
    let group = groups.get(name);
    if (!group) groups.set(name, (group = { name, key, bindings: [], isAlsoWhole: false }));
    if (group.bindings.length === 0) group.key = key;
    if (binding.attrpath.attrs.length > 1) group.bindings.push(binding);
    else group.isAlsoWhole = true;
  }
  return [...groups.values()].filter(({ bindings }) => bindings.length >= minimum);
}

function dataOf({ name, bindings }: Group): { readonly key: string; readonly count: number } {
  return { key: name.slice(0, 60), count: bindings.length };
}

function editsFor(
  { key, bindings: group, isAlsoWhole }: Group,
  set: BindingSet,
): Edit[] | undefined {
  const { tree } = set;
  const { source } = tree;
  const first = group[0];
  const last = group.at(-1);
  if (!first || !last || isAlsoWhole) return undefined;
  const index = set.bindings.indexOf(first);
  if (set.bindings[index + group.length - 1] !== last) return undefined;
  const lineEnd = source.lineSpan(source.lineAt(last.end)).end;
  const isCommented =
    set.comments.some(({ start }) => start >= first.start && start < lineEnd) ||
    group.some(({ attrpath }) => holdsComment(tree, attrpath));
  if (isCommented) return undefined;

  const line = source.lineSpan(source.lineAt(first.start));
  const indentation = source.slice(line.start, first.start);
  const isOnLines = group.every(
    (binding) =>
      blankBefore(binding) && source.slice(binding.end, lineEndOf(binding)).trim() === "",
  );
  const [open, close, unit] = isOnLines
    ? [lineEndAt(first) + indentation, lineEndAt(first) + indentation, unitOf(indentation)]
    : [" ", " ", ""];
  return [
    { span: { start: first.start, end: keyEnd(first) }, newText: `${key.text} = {${open}${unit}` },
    ...group
      .slice(1)
      .map((binding) => ({ span: { start: binding.start, end: keyEnd(binding) }, newText: unit })),
    ...group.flatMap((binding) => (unit === "" ? [] : indentLines(binding, unit))),
    { span: { start: last.end, end: last.end }, newText: `${close}};` },
  ];

  function blankBefore({ start }: AttributeBinding): boolean {
    return source.slice(source.lineSpan(source.lineAt(start)).start, start).trim() === "";
  }
  function lineEndOf({ end }: AttributeBinding): number {
    return source.lineSpan(source.lineAt(end)).end;
  }
}

/** Where the second key begins. */
function keyEnd({ attrpath }: AttributeBinding): number {
  return attrpath.attrs[1]?.start ?? attrpath.end;
}

function unitOf(indentation: string): string {
  return indentation.includes("\t") ? "\t" : "  ";
}

/** Indents the further lines of a binding, but for those that begin inside a string. */
function indentLines(binding: AttributeBinding, unit: string): Edit[] {
  const { tree, start, end } = binding;
  const { source } = tree;
  const linesInStrings = new Set<number>();
  for (const text of [
    ...binding.descendants("string_expression"),
    ...binding.descendants("indented_string_expression"),
  ]) {
    const lastLine = source.lineAt(text.end);
    for (let line = source.lineAt(text.start) + 1; line <= lastLine; line++)
      linesInStrings.add(line);
  }
  const edits: Edit[] = [];
  const lastLine = source.lineAt(end);
  for (let line = source.lineAt(start) + 1; line <= lastLine; line++) {
    const span = source.lineSpan(line);
    if (span.start === span.end || linesInStrings.has(line)) continue;
    edits.push({ span: { start: span.start, end: span.start }, newText: unit });
  }
  return edits;
}
