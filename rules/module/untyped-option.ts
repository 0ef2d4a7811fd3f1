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
    untyped: "The option `{name}` has no type, so that any value passes.",
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
      // The result of a function may be completed where it is called.
      if (option.isHelper && option.name === undefined) return;
      const { attributes, name, at } = option;
      const isAddition =
        attributes.size > 0 && [...attributes.keys()].every((key) => additions.has(key));
      // Nobody can set what is read-only: there is nothing for a type to refuse.
      const isSetHere =
        attributes.get("readOnly")?.value?.text === "true" && attributes.has("default");
      if (attributes.has("type") || isAddition || isSetHere) return;
      context.report({ at, message: "untyped", data: { name: name ?? "*" } });
    },
  },
});

/** What alone makes no new option: a second declaration may bring it. */
const additions = new Set(["apply", "relatedPackages"]);
