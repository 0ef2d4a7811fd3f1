import {
  calledFunction,
  defineRule,
  isTestPath,
  usesOf,
  type AnyNode,
  type OfferedFix,
  type Semantics,
  type Use,
} from "../../src/rule/index.ts";

const origins = new Set(["lib.types.attrs"]);

export default defineRule({
  id: "unmergeable-option-type",
  summary: "an option of type `attrs`, which drops definitions without a word",
  category: "module",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["astlog:no-types-attrs"],
  messages: {
    attrs:
      "`{text}` does not merge below the first key: of two definitions one is lost without a word.",
  },
  docs: {
    why: "Two modules that set `x.a.b` and `x.a.c` of such an option don't get both: whole values of first keys replace each other, in an order nobody wrote down. `mkIf` and `mkForce` inside are not understood, either.",
    examples: [
      {
        bad: "{ lib, ... }:\n{\n  options.my.extra = lib.mkOption { type = lib.types.attrs; default = { }; };\n}\n",
        good: "{ lib, ... }:\n{\n  options.my.extra = lib.mkOption { type = lib.types.attrsOf lib.types.anything; default = { }; };\n}\n",
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{ options.my.extra = lib.mkOption { type = lib.types.attrsOf lib.types.anything; }; }\n",
        because: "`attrsOf` merges key by key",
      },
      {
        good: "{ lib, ... }:\n{ options.my.result = lib.mkOption { type = lib.types.attrs; readOnly = true; }; }\n",
        because: "it has one definition, so that nothing is to be merged",
      },
      {
        good: "{ lib, ... }:\n{ options.my.jobs = lib.mkOption { type = lib.types.listOf lib.types.attrs; }; }\n",
        because: "the elements of lists are not merged",
      },
      {
        good: "{ lib, ... }:\n{ options.my.pkgs = lib.mkOption { type = lib.types.attrs; }; }\n",
        because: "a whole package set is one value",
      },
      {
        good: "{ lib, ... }:\n{ options.my.extra = lib.mkOption { type = lib.types.attrs; }; }\n",
        path: "tests/stub.nix",
        because: "tests declare stubs",
      },
    ],
    fixSafety:
      "`attrsOf anything` merges values where `attrs` kept the last one, and refuses two that differ: a configuration that relied on the loss evaluates to something else, or stops.",
    references: ["https://nixos.org/manual/nixos/stable/#sec-option-types-basic"],
  },
  mentions: ["attrs"],
  visit: {
    source_code(_node, { semantics, path, report }) {
      if (isTestPath(path)) return;
      for (const use of usesOf(origins, semantics)) {
        const { at, text, form } = use;
        if (form !== "value" || isSetOnce(use.node) || !isMerged(use.node, semantics)) continue;
        report({ at, message: "attrs", data: { text }, fix: fixOf(use) });
      }
    },
  },
});

/** Whether the option is `readOnly` or `internal`: its own module is the only one to define it. */
function isSetOnce(type: AnyNode): boolean {
  for (const node of type.ancestors()) {
    if (!node.is("attrset_expression", "rec_attrset_expression")) continue;
    return (node.bindingSet?.bindings ?? []).some(
      (entry) =>
        entry.is("binding") &&
        /^(?:readOnly|internal)$/.test(entry.attrpath.text) &&
        entry.expression.text === "true",
    );
  }
  return false;
}

/** Types whose parts have one definition each, so that these are never merged. */
const unmerged = /^lib\.types\.(?:listOf|nonEmptyListOf|functionTo|uniq|unique|coercedTo)$/;

/** What holds packages or functions: to walk all of it, as `anything` does, would take forever. */
const wholes = /(?:pkgs|lib|packages|inputs|overlays|modules|self|flake|args)$/i;

function isMerged(type: AnyNode, semantics: Semantics): boolean {
  let isInOption = false;
  for (const node of type.ancestors()) {
    if (node.is("apply_expression") && unmerged.test(calledFunction(node, semantics).origin ?? ""))
      return false;
    if (node.is("attrset_expression", "rec_attrset_expression")) isInOption = true;
    if (isInOption && node.is("binding")) return !wholes.test(node.attrpath.text);
  }
  return true;
}

function fixOf({ node, text }: Use): OfferedFix {
  const prefix = text.slice(0, -"attrs".length);
  const applied = `${prefix}attrsOf ${prefix}anything`;
  const isArgument = node.parent?.is("apply_expression", "list_expression") === true;
  return {
    title: "Use `attrsOf anything`",
    edits: [
      {
        span: { start: node.start, end: node.end },
        newText: isArgument ? `(${applied})` : applied,
      },
    ],
  };
}
