import { defineRule, type Attribute, type DuplicateAttribute } from "../../src/rule/index.ts";

export default defineRule({
  id: "duplicate-attribute",
  summary: "an attribute that is defined twice in the same set or `let`",
  category: "syntax",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nixf:sema-duplicated-attrname", "nil:duplicated_key", "flake-edit:DuplicateAttribute"],
  messages: {
    duplicate: "`{path}` is already defined in line {line}.",
    several: "`{path}` is already defined in line {line}, and so are {count} more attributes here.",
  },
  docs: {
    why: "Nix refuses the whole file: an attribute has one definition, and only set literals are merged. In modules the second one is often meant for another option.",
    examples: [
      {
        bad: "{ services.nginx.enable = true; services.nginx.enable = false; }\n",
        good: "{ services.nginx.enable = true; }\n",
      },
    ],
    traps: [
      { good: "{ b.c = 2; b = { d = 3; }; }\n", because: "literal sets and dotted paths merge" },
      { good: "x: { ${x} = 1; ${x} = 2; }\n", because: "what the keys are is not known here" },
    ],
  },
  visit: {
    source_code(_node, { semantics, source, report }) {
      for (const group of grouped(semantics.attributePieces.duplicates)) {
        const [{ path, first, second }, ...others] = group;
        const name = path.map(spelled).join(".");
        const line = source.lineAt(first.start);
        const related = [{ at: first, message: "It is defined here first." }];
        const count = others.length;
        if (count === 0)
          report({ at: second, message: "duplicate", data: { path: name, line }, related });
        else report({ at: second, message: "several", data: { path: name, line, count }, related });
      }
    },
  },
});

type Group = [DuplicateAttribute, ...DuplicateAttribute[]];

/** Two sets that were meant to be one thing clash in most of their attributes: that is one finding. */
function grouped(duplicates: readonly DuplicateAttribute[]): readonly Group[] {
  const groups: Group[] = [];
  const known = new Map<string, Group>();
  for (const duplicate of duplicates) {
    const one = bindingSetOf(duplicate.first);
    const other = bindingSetOf(duplicate.second);
    const key = `${one} ${other}`;
    const group = one === other ? undefined : known.get(key);
    if (group) {
      group.push(duplicate);
      continue;
    }
    const started: Group = [duplicate];
    groups.push(started);
    known.set(key, started);
  }
  return groups;
}

function bindingSetOf(attribute: Attribute): number | undefined {
  for (const above of attribute.ancestors()) if (above.is("binding_set")) return above.row;
  return undefined;
}

function spelled(key: string): string {
  return /^[A-Za-z_][\w'-]*$/.test(key) ? key : JSON.stringify(key);
}
