import { defineRule, usesOf, type Use } from "../../src/rule/index.ts";

const origins = new Set(["lib.types.string", "lib.types.optionSet", "lib.types.loaOf"]);

export default defineRule({
  id: "removed-option-type",
  summary: "an option type that nixpkgs has removed or given up",
  category: "module",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  messages: {
    string: "`types.string` is gone from nixpkgs: the option can't be evaluated.",
    optionSet: "`types.optionSet` is gone from nixpkgs: the option can't be evaluated.",
    loaOf: "`types.loaOf` is given up: it is `attrsOf` under an old name, and warns.",
  },
  docs: {
    why: "With a nixpkgs of today `types.string` and `types.optionSet` stop the evaluation with “attribute missing” as soon as the option is looked at. `types.loaOf` still stands for `attrsOf` and prints a warning.",
    examples: [
      {
        bad: "{ lib, ... }:\n{\n  options.my.domain = lib.mkOption { type = lib.types.string; };\n}\n",
        good: "{ lib, ... }:\n{\n  options.my.domain = lib.mkOption { type = lib.types.str; };\n}\n",
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{ options.my.domain = lib.mkOption { type = lib.types.str; }; }\n",
        because: "`str` is the type of texts",
      },
      {
        good: "{ lib, ... }:\nlet types.string = lib.types.str;\nin { options.my.domain = lib.mkOption { type = types.string; }; }\n",
        because: "these `types` are the file's own",
      },
      {
        good: "{ lib, ... }:\n{ options.my.domain = lib.mkOption { type = lib.types.string or lib.types.str; }; }\n",
        because: "it is asked for with something to fall back to",
      },
    ],
    fixSafety:
      "`types.string` can only fail in a nixpkgs of today. Where it still worked, two definitions were joined into one text; with `types.str` they have to agree. The other types have no fix.",
  },
  mentions: ["string", "optionSet", "loaOf"],
  visit: {
    source_code(_node, { semantics, report }) {
      for (const use of usesOf(origins, semantics)) {
        const name = use.origin.slice("lib.types.".length);
        const { at } = use;
        if (name === "optionSet") report({ at, message: "optionSet" });
        else if (name === "loaOf") report({ at, message: "loaOf", severity: "warning" });
        else report({ at, message: "string", fix: fixOf(use) });
      }
    },
  },
});

function fixOf({ form, key, at, text }: Use):
  | {
      readonly title: string;
      readonly edits: readonly {
        readonly span: { readonly start: number; readonly end: number };
        readonly newText: string;
      }[];
    }
  | undefined {
  // What an `inherit` brings is used under its name.
  if (form !== "value" || !/(?:^|\.)string$/.test(text)) return undefined;
  const { start, end } = key ?? at;
  return { title: "Use `str`", edits: [{ span: { start, end }, newText: "str" }] };
}
