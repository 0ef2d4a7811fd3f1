import {
  calledFunction,
  defineRule,
  isTestPath,
  unwrapped,
  type AnyNode,
  type ApplyExpression,
  type ModuleOptions,
  type OptionDefinition,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "mkif-literal-true",
  summary: "`mkIf` around `true`, where the condition itself would be the value",
  category: "module",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: {
    alone:
      "`mkIf` round `true` says nothing where the condition fails: the condition is the value of `{name}`.",
  },
  docs: {
    why: "Whoever reads it has to know the option's default to tell what holds when the condition fails. The condition as the value says both in one word, as long as no other module turns the option on.",
    examples: [
      {
        bad: "{ config, lib, ... }:\n{\n  services.blueman.enable = lib.mkIf config.hardware.bluetooth.enable true;\n}\n",
        good: "{ config, lib, ... }:\n{\n  services.blueman.enable = config.hardware.bluetooth.enable;\n}\n",
      },
    ],
    traps: [
      {
        good: "{ config, lib, ... }:\n{ services.blueman.enable = lib.mkIf config.my.headless false; }\n",
        because: "it only ever turns the option off",
      },
      {
        good: "{ config, lib, ... }:\n{ config = lib.mkIf config.my.desktop { services.blueman.enable = true; }; }\n",
        because: "the condition guards a set",
      },
      {
        good: "{ config, lib, ... }:\n{ services.blueman.enable = lib.mkIf config.my.desktop (lib.mkDefault true); }\n",
        because: "a priority is part of the value",
      },
      {
        good: '{ config, lib, ... }:\n{\n  options.my.desktop.enable = lib.mkEnableOption "it";\n  config.services.blueman.enable = lib.mkIf config.my.desktop.enable true;\n}\n',
        because: "a module with options of its own leaves it to others to turn more on",
      },
      {
        good: "{ config, lib, ... }:\n{ programs.git.settings.pull.rebase = lib.mkIf config.my.rebase true; }\n",
        because: "in a free set the key is left out, which is not the same as false",
      },
    ],
    whenNotToUse:
      "Where several modules turn the same option on, each under its own condition: only `mkIf` lets them.",
    fixSafety:
      "With the condition as the value the option is also defined as false. That clashes with a `true` from another module, and overrules a default.",
  },
  mentions: ["mkIf"],
  visit: {
    apply_expression(node, { semantics, module, path, report }) {
      if (isTestPath(path)) return;
      if (semantics.originOf(node.argument) !== "builtins.true") return;
      const { origin, args } = calledFunction(node, semantics);
      const [condition] = args;
      if (origin !== "lib.mkIf" || args.length !== 2 || !condition) return;
      const definition = definitionBy(node, module);
      if (!definition?.isAnchored || !isSwitch(definition)) return;
      // A module for others to combine can't know that it is the only one to turn the option on.
      if (declaring.some((name) => semantics.tree.nameIdFor(name) > 0)) return;
      const name = definition.path.join(".");
      const isSetAgain = module.definitions.some(
        (other) => other !== definition && other.path.join(".") === name,
      );
      if (isSetAgain) return;
      const { start, end } = conditionOf(node) ?? condition;
      report({
        at: {
          start: node.start,
          end: Math.min(
            node.end,
            node.tree.source.lineSpan(node.tree.source.lineAt(node.start)).end,
          ),
        },
        message: "alone",
        data: { name },
        fix: {
          title: "Use the condition as the value",
          edits: [
            { span: { start: node.start, end: start }, newText: "" },
            { span: { start: end, end: node.end }, newText: "" },
          ],
        },
      });
    },
  },
});

const declaring = ["mkOption", "mkEnableOption", "mkPackageOption"];

function definitionBy(
  node: ApplyExpression,
  { definitions }: ModuleOptions,
): OptionDefinition | undefined {
  let outer: AnyNode = node;
  while (outer.parent?.is("parenthesized_expression")) outer = outer.parent;
  const binding = outer.parent;
  return binding?.is("binding") ? definitions.find(({ site }) => site === binding) : undefined;
}

/** Whether an option that is on or off, and off where nothing is said, as far as its name tells. */
function isSwitch({ path }: OptionDefinition): boolean {
  return path.length > 1 && path.at(-1) === "enable" && !path.some((key) => freeKeys.test(key));
}

const freeKeys = /^(?:\*|settings|\w*[cC]onfig|extra\w*|\[\])$/;

/** The condition with the parentheses that it has in the text, but for needless ones. */
function conditionOf({ function: inner }: ApplyExpression): AnyNode | undefined {
  const callee = unwrapped(inner);
  return callee.is("apply_expression") ? callee.argument : undefined;
}
