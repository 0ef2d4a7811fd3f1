import {
  calledFunction,
  constantTextOf,
  defineRule,
  isHiddenOption,
  isString,
  optionCallOf,
  optionTypeOf,
  type ApplyExpression,
  type Expression,
  type OptionCall,
  type RuleContext,
  type Semantics,
} from "../../src/rule/index.ts";

const messages = {
  missing: "The option `{name}` has no description.",
  empty: "The description of the option `{name}` is empty.",
  enable: "`mkEnableOption` is given no name, so that the description ends at “enable”.",
} as const;

export default defineRule({
  id: "undescribed-option",
  summary: "an option without a description",
  category: "module",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  parity: ["aleph:missing-description"],
  messages,
  docs: {
    why: "The description is all that the manual, an editor and whoever sets the option next have to go by; a manual with all options can't even be built where one lacks it.",
    examples: [
      {
        bad: "{ lib, ... }:\n{\n  options.my.backup.target = lib.mkOption { type = lib.types.str; };\n}\n",
        good: '{ lib, ... }:\n{\n  options.my.backup.target = lib.mkOption { type = lib.types.str; description = "Where backups go."; };\n}\n',
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{ options.my.ports = lib.mkOption { type = lib.types.listOf lib.types.port; internal = true; }; }\n",
        because: "the manual does not show it",
      },
      {
        good: '{ lib, ... }:\n{ options.services.x.backend = lib.mkOption { type = lib.types.enum [ "extra" ]; }; }\n',
        because: "it adds a choice to an option that is described elsewhere",
      },
      {
        good: '{ lib, ... }:\nlet mkStr = description: lib.mkOption { inherit description; type = lib.types.str; };\nin { options.my.name = mkStr "Name."; }\n',
        because: "the description is handed through",
      },
    ],
  },
  mentions: ["mkOption", "mkEnableOption"],
  visit: {
    apply_expression(node, context) {
      if (context.hasSyntaxError) return;
      if (context.semantics.originOf(node.function) === "lib.mkEnableOption")
        return judgeEnable(node, context);
      const option = optionCallOf(node, context);
      if (!option || option.isHelper || isHiddenOption(option)) return;
      const { attributes, at } = option;
      const name = option.name ?? "*";
      const description = attributes.get("description");
      if (description) {
        if (isEmptyText(description.value))
          context.report({ at: description.definition, message: "empty", data: { name } });
      } else if (attributes.size > 0 && !isExtension(option, context.semantics)) {
        context.report({ at, message: "missing", data: { name } });
      }
    },
  },
});

function judgeEnable(
  node: ApplyExpression,
  { semantics, report }: RuleContext<typeof messages, unknown>,
): void {
  // What is added behind it brings the description.
  if (node.parent?.is("binary_expression")) return;
  const [name] = calledFunction(node, semantics).args;
  if (isEmptyText(name)) report({ at: node, message: "enable" });
}

function isEmptyText(value: Expression | undefined): boolean {
  return value !== undefined && isString(value) && constantTextOf(value)?.trim() === "";
}

/** Whether a second declaration that only adds choices or a check to an option. */
function isExtension({ attributes }: OptionCall, semantics: Semantics): boolean {
  const names = [...attributes.keys()];
  if (names.every((name) => name === "apply")) return true;
  const type = attributes.get("type")?.value;
  if (names.length !== 1 || !type) return false;
  return holdsOnlyChoices(type, semantics);
}

/** `enum`, also in `nullOr` or `listOf`, or a submodule that adds options to one. */
function holdsOnlyChoices(type: Expression, semantics: Semantics): boolean {
  const found = optionTypeOf(type, semantics);
  if (!found) return false;
  if (found.name === "enum" || found.name.startsWith("submodule")) return true;
  const [inner] = found.args;
  return inner !== undefined && holdsOnlyChoices(inner, semantics);
}
