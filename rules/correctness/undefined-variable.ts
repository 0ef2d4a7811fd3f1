import {
  boundNamesAround,
  builtinNames,
  defineRule,
  findNearestName,
  plainGlobalNames,
  type AnyNode,
  type Semantics,
} from "../../src/rule/index.ts";

/** A file of broken names is not searched for near ones without end. */
const suggestionLimit = 100;

export default defineRule({
  id: "undefined-variable",
  summary: "a variable that nothing defines",
  category: "correctness",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nixf:sema-undefined-variable", "nil:undefined_name"],
  messages: {
    undefined: "Nothing defines `{name}`.",
    similar: "Nothing defines `{name}`; `{near}` is in scope.",
  },
  docs: {
    why: "Nix looks up every name before it evaluates anything, and refuses the whole file for one that is missing.",
    examples: [
      {
        bad: "{ lib }: { enable = lib.mkDefault ture; }\n",
        good: "{ lib }: { enable = lib.mkDefault true; }\n",
      },
    ],
    traps: [
      {
        good: "{ pkgs }: with pkgs; [ hello ]\n",
        because: "below a `with` the name is looked up when it is needed",
      },
      {
        good: "rec { a = b; inherit (c) d; b = d; c = { d = 1; }; }\n",
        because: "order does not matter",
      },
      {
        good: "[ fetchTree break __curPos __attrNames ]\n",
        because: "these are known without a prefix, though some only to newer versions of Nix",
      },
    ],
    whenNotToUse:
      "For files that are only loaded with `builtins.scopedImport`, which gives them further names.",
  },
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const [index, { name, node }] of semantics.unbound.entries()) {
        // Names that exist behind `builtins.` are for missing-builtins-prefix.
        if (builtinNames.has(name)) continue;
        const near = index < suggestionLimit ? nearestTo(name, node, semantics) : undefined;
        if (near === undefined) report({ at: node, message: "undefined", data: { name } });
        else report({ at: node, message: "similar", data: { name, near } });
      }
    },
  },
});

function nearestTo(name: string, node: AnyNode, semantics: Semantics): string | undefined {
  const names = new Set([...boundNamesAround(node, semantics), ...plainGlobalNames]);
  names.delete(name);
  return findNearestName(name, names);
}
