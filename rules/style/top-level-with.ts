import {
  defineRule,
  environmentText,
  inheritInsteadOfWith,
  judgeWiths,
  libNames,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "top-level-with",
  summary: "a `with` over the whole body of a file",
  category: "style",
  severity: "warning",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "unsafe",
  parity: ["nixpkgs-vet:PR142"],
  messages: {
    whole:
      "All of the file stands below `with {environment};`: any free name in it may come from there.",
  },
  docs: {
    why: "No name of the file is known to be misspelled or unused until it is evaluated, and editors can neither complete nor follow it. A name that the set gains later silently replaces nothing, but fills in for every typing error that matches it.",
    examples: [
      {
        bad: "{ config, lib, ... }:\nwith lib;\n{\n  config = mkIf config.a.enable { };\n}\n",
        good: "{ config, lib, ... }:\nlet\n  inherit (lib) mkIf;\nin\n{\n  config = mkIf config.a.enable { };\n}\n",
      },
      {
        bad: '{ config, lib, ... }:\n\nwith lib;\n\nlet\n  cfg = config.a;\nin\n{\n  options.a.enable = mkEnableOption "a";\n  config = mkIf cfg.enable { };\n}\n',
        good: '{ config, lib, ... }:\n\nlet\n  inherit (lib) mkEnableOption mkIf;\n  cfg = config.a;\nin\n{\n  options.a.enable = mkEnableOption "a";\n  config = mkIf cfg.enable { };\n}\n',
      },
    ],
    traps: [
      {
        good: "{ pkgs }: with pkgs; [ hello cowsay ]\n",
        because: "a list of packages is what `with` is good at",
      },
      {
        good: "{ lib, ... }: { options.a = with lib; mkOption { }; }\n",
        because: "only one value stands below it",
      },
    ],
    whenNotToUse:
      "`with lib;` at the top was the custom for years: leave the rule off where the code base keeps to it.",
    fixSafety:
      "The names are inherited from `lib`, and only when all are known to be there and no other `with` has a say. A name that an old `lib` lacks fails with another message.",
  },
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const judged of judgeWiths(semantics)) {
        if (judged.kind !== "top-level") continue;
        const { node, names } = judged;
        const isLib =
          semantics.originOf(node.environment) === "lib" &&
          names.every(({ name }) => libNames.has(name));
        const edits = isLib ? inheritInsteadOfWith(judged, semantics) : undefined;
        report({
          at: { start: node.start, end: node.environment.end },
          message: "whole",
          data: { environment: environmentText(node) },
          fix: edits && { title: "Inherit the names from `lib`", edits },
        });
      }
    },
  },
});
