import {
  defineRule,
  isSamplePath,
  isTestPath,
  moduleArguments,
  packageListOf,
  type AnyNode,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "unqualified-package-list",
  summary: "a package that comes from the module's arguments instead of `pkgs`",
  category: "module",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  mentions: ["ackages"],
  messages: {
    argument: "`{name}` is an argument of this module, not a package of `pkgs`.",
  },
  docs: {
    why: "The module system passes no packages. The file evaluates only where somebody adds the name to `specialArgs` or `_module.args`; for all others it fails with a missing argument.",
    examples: [
      {
        bad: "{ config, git, ... }:\n{\n  environment.systemPackages = [ git ];\n}\n",
        good: "{ config, pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.git ];\n}\n",
      },
    ],
    traps: [
      {
        good: "{ git, hello }:\n{\n  environment.systemPackages = [ git hello ];\n}\n",
        because: "it has no `...`, so that it is called with packages",
      },
      {
        good: "{ pkgs, ... }:\nlet\n  tool = pkgs.hello;\nin\n{\n  environment.systemPackages = with pkgs; [ git tool ];\n}\n",
        because: "`git` comes from `pkgs`, and `tool` is bound to a package",
      },
    ],
  },
  visit: {
    source_code({ expression }, { path, module, semantics, hasSyntaxError, report }) {
      if (hasSyntaxError || isTestPath(path) || isSamplePath(path)) return;
      if (!expression?.is("function_expression") || !expression.formals?.ellipses) return;
      const said = new Set<string>();
      for (const definition of module.definitions) {
        for (const { node } of packageListOf(definition, semantics) ?? []) {
          const name = formalName(node, expression.row, semantics);
          if (name === undefined || said.has(name)) continue;
          said.add(name);
          report({ at: node, message: "argument", data: { name } });
        }
      }
    },
  },
});

/** The name of an element that is an argument of the file's function, and none that every module gets. */
function formalName(node: AnyNode, row: number, semantics: Semantics): string | undefined {
  if (!node.is("variable_expression")) return undefined;
  const resolution = semantics.resolve(node);
  if (resolution?.kind !== "bound") return undefined;
  const { kind, name, owner } = resolution.binding;
  const isArgument = kind === "formal" && owner.row === row && !moduleArguments.includes(name);
  return isArgument ? name : undefined;
}
