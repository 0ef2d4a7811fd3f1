import {
  defineRule,
  isGlobalName,
  unwrapped,
  type Binding,
  type Expression,
  type Semantics,
} from "../../src/rule/index.ts";

/** What Nix looks these up for: an operator, or search paths. */
const operators: Readonly<Record<string, string>> = {
  __sub: "`-`",
  __mul: "`*`",
  __div: "`/`",
  __lessThan: "`<`, `>`, `<=` and `>=`",
};
const searchPathNames = new Set(["__findFile", "__nixPath"]);
const constants = new Set(["true", "false", "null", "builtins"]);

export default defineRule({
  id: "shadowed-builtin",
  summary: "a binding that hides a name known to every Nix expression",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: [
    "nixf:sema-primop-overridden",
    "nixf:sema-constant-overridden",
    "tvix:W004",
    "lix:shadow-internal-symbols",
  ],
  messages: {
    shadowed: "This binding hides the `{name}` that Nix knows everywhere.",
    operator: "Binding `{name}` changes what {operators} do below.",
    searchPath: "Binding `{name}` changes what `<…>` finds below.",
  },
  docs: {
    why: "A reader, or code pasted in later, takes the name for Nix's own and gets something else. With `true`, `null` or what an operator stands for, nobody expects that at all.",
    examples: [
      { bad: "let true = false; in true\n", good: "let yes = false; in yes\n" },
      {
        bad: "{ map }: map.tiles\n",
        good: "{ tileMap }: tileMap.tiles\n",
      },
    ],
    traps: [
      {
        good: "{ map = 1; true = 2; }\n",
        because: "the attributes of a plain set are in no scope",
      },
      {
        good: "{ lib }: let inherit (builtins) map; inherit (lib) toString; in map toString\n",
        because: "these are the same functions",
      },
    ],
    whenNotToUse:
      "When an interface demands the name, as with a formal `import` or `derivation` that callers pass.",
  },
  visit: {
    source_code(_node, { semantics, report }) {
      const seen = new Set<number>();
      for (const binding of semantics.bindings) {
        const { name, nameNode } = binding;
        if (!isWatched(name) || seen.has(nameNode.row)) continue;
        // Merged sets bind a name once for each piece.
        seen.add(nameNode.row);
        if (isSameAsGlobal(binding, semantics)) continue;
        const changed = operators[name];
        if (changed !== undefined)
          report({ at: nameNode, message: "operator", data: { name, operators: changed } });
        else if (searchPathNames.has(name))
          report({ at: nameNode, message: "searchPath", data: { name }, severity: "info" });
        else if (constants.has(name)) report({ at: nameNode, message: "shadowed", data: { name } });
        else report({ at: nameNode, message: "shadowed", data: { name }, severity: "info" });
      }
    },
  },
});

/** Nobody writes `__attrNames` for `builtins.attrNames`, and `__toString` is for strings. */
function isWatched(name: string): boolean {
  return (
    isGlobalName(name) &&
    (!name.startsWith("__") || operators[name] !== undefined || searchPathNames.has(name))
  );
}

/** Whether the name is bound to what it hides: `inherit (builtins) map`, `map = lib.map`, or a default of these. */
function isSameAsGlobal({ name, definition, value }: Binding, semantics: Semantics): boolean {
  if (definition.is("inherit")) return true;
  if (definition.is("inherit_from")) {
    const from = semantics.originOf(definition.expression);
    return from === "builtins" || from === "lib";
  }
  const source = definition.is("formal") ? definition.default : value;
  const origin = source && originOfUse(source, semantics);
  return origin === `builtins.${name.replace(/^__/, "")}` || origin === `lib.${name}`;
}

/** Where the value comes from, if only when it is there: `builtins.fromTOML or …`. */
function originOfUse(node: Expression, semantics: Semantics): string | undefined {
  const inner = unwrapped(node);
  if (!inner.is("select_expression") || !inner.default) return semantics.originOf(inner);
  const [attribute, ...others] = inner.attrpath.attrs;
  const set = semantics.originOf(inner.expression);
  return attribute && others.length === 0 && set !== undefined
    ? `${set}.${attribute.text}`
    : undefined;
}
