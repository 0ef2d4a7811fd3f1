import { defineRule, optionCallOf } from "../../src/rule/index.ts";

export default defineRule({
  id: "untyped-option",
  summary: "an option without a type",
  category: "module",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    named: "The option `{name}` has no type, so that any value passes.",
    unnamed: "This option has no type, so that any value passes.",
  },
  docs: {
    why: "Without a type a wrong value is not refused where it is set: it fails far away, or ends in a generated file as it is. How two definitions of the option merge is guessed from the values.",
    examples: [
      {
        bad: '{ lib, ... }:\n{\n  options.my.site.domain = lib.mkOption {\n    description = "Name of the site.";\n  };\n}\n',
        good: '{ lib, ... }:\n{\n  options.my.site.domain = lib.mkOption {\n    type = lib.types.str;\n    description = "Name of the site.";\n  };\n}\n',
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{ options.services.nginx.virtualHosts = lib.mkOption { apply = lib.id; }; }\n",
        because: "it adds to an option that is declared elsewhere, with its type",
      },
      {
        good: '{ lib, ... }:\nlet inherit (lib) types; common = { type = types.str; }; in\n{ options.my.name = lib.mkOption (common // { default = "x"; }); }\n',
        because: "the argument is put together elsewhere",
      },
      {
        good: '{ lib, ... }:\n{ options.my.name = lib.mkOption { default = "x"; } // { type = lib.types.str; }; }\n',
        because: "the type is added behind it",
      },
    ],
    references: ["https://nixos.org/manual/nixos/stable/#sec-option-declarations"],
  },
  mentions: ["mkOption"],
  visit: {
    apply_expression(node, context) {
      const option = optionCallOf(node, context);
      if (!option || context.hasSyntaxError) return;
      const { attributes, name, at } = option;
      const isAddition =
        attributes.size > 0 && [...attributes.keys()].every((key) => additions.has(key));
      if (attributes.has("type") || isAddition) return;
      if (name === undefined) context.report({ at, message: "unnamed" });
      else context.report({ at, message: "named", data: { name } });
    },
  },
});

/** What alone makes no new option: a second declaration may bring it. */
const additions = new Set(["apply", "relatedPackages"]);
