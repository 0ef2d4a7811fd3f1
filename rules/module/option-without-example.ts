import {
  defineRule,
  isHiddenOption,
  optionCallOf,
  optionTypeOf,
  type Expression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "option-without-example",
  summary: "an option without an example",
  category: "module",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  messages: { missing: "The option `{name}` shows no example." },
  docs: {
    why: "For a text, a list or a set the type alone does not say what a sensible value looks like: whoever sets the option has to read the code that uses it.",
    examples: [
      {
        bad: '{ lib, ... }:\n{\n  options.my.mirror = lib.mkOption {\n    type = lib.types.str;\n    description = "Where packages come from.";\n  };\n}\n',
        good: '{ lib, ... }:\n{\n  options.my.mirror = lib.mkOption {\n    type = lib.types.str;\n    example = "https://mirror.example.org/nix";\n    description = "Where packages come from.";\n  };\n}\n',
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{ options.my.fast = lib.mkOption { type = lib.types.bool; default = false; }; }\n",
        because: "a boolean has two values",
      },
      {
        good: '{ lib, ... }:\n{ options.my.shell = lib.mkOption { type = with lib.types; nullOr (enum [ "zsh" "fish" ]); }; }\n',
        because: "the type names the values",
      },
      {
        good: "{ lib, ... }:\n{ options.my.users = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { }); }; }\n",
        because: "the options inside have examples of their own",
      },
      {
        good: "{ lib, ... }:\n{ options.my.result = lib.mkOption { type = lib.types.str; readOnly = true; }; }\n",
        because: "nobody sets it",
      },
    ],
  },
  mentions: ["mkOption"],
  visit: {
    apply_expression(node, context) {
      const option = optionCallOf(node, context);
      if (!option || option.isHelper || isHiddenOption(option) || context.hasSyntaxError) return;
      const { attributes, at, name } = option;
      if (attributes.has("example") || attributes.get("readOnly")?.value?.text === "true") return;
      const type = attributes.get("type")?.value;
      // Without a description it is a second declaration more often than not, and has its own finding.
      if (!type || speaksForItself(type, context.semantics)) return;
      context.report({ at, message: "missing", data: { name: name ?? "*" } });
    },
  },
});

const plainTypes = /^(?:bool|enum|package|shellPackage|port|submodule\w*|deferredModule\w*|raw)$/;
const wrappers = /^(?:nullOr|listOf|nonEmptyListOf|attrsOf|lazyAttrsOf|uniq)$/;

function speaksForItself(type: Expression, semantics: Semantics): boolean {
  const found = optionTypeOf(type, semantics);
  if (!found) return false;
  const [inner] = found.args;
  if (wrappers.test(found.name)) return inner !== undefined && speaksForItself(inner, semantics);
  return plainTypes.test(found.name);
}
