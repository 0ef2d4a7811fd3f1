import {
  defineRule,
  optionName,
  optionReads,
  ownOptionsOf,
  unconditionalDefinitions,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "module-without-enable",
  summary: "a module with options of its own that acts as soon as it is imported",
  category: "module",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  mentions: ["mkOption", "mkPackageOption"],
  messages: {
    one: "The option of this module is not named `enable`, and it sets `{path}` wherever it is imported.",
    always:
      "Of the {count} options of this module none is named `enable`, and it sets `{path}` wherever it is imported.",
  },
  docs: {
    why: "Options promise that the module is asked before it acts. This one changes every host that imports it, so a list of imports cannot be shared between hosts that want it and hosts that do not.",
    examples: [
      {
        bad: "{ config, lib, ... }:\n{\n  options.my.files.port = lib.mkOption { type = lib.types.port; default = 80; };\n  config.services.nginx.enable = true;\n}\n",
        good: '{ config, lib, ... }:\n{\n  options.my.files.enable = lib.mkEnableOption "files";\n  options.my.files.port = lib.mkOption { type = lib.types.port; default = 80; };\n  config.services.nginx.enable = lib.mkIf config.my.files.enable true;\n}\n',
      },
    ],
    traps: [
      {
        good: "{ config, lib, ... }:\n{\n  options.my.sites = lib.mkOption { type = lib.types.attrsOf lib.types.str; default = { }; };\n  config = lib.mkIf (config.my.sites != { }) { services.nginx.enable = true; };\n}\n",
        because: "it acts only where there is something to do",
      },
      {
        good: "{ config, lib, ... }:\n{\n  options.my.tools = lib.mkOption { type = lib.types.listOf lib.types.package; default = [ ]; };\n  config.environment.systemPackages = config.my.tools;\n}\n",
        because: "it sets what its option holds, which is nothing by default",
      },
      {
        good: "{ lib, ... }:\n{\n  options.my.domain = lib.mkOption { type = lib.types.str; };\n}\n",
        because: "it only declares",
      },
    ],
  },
  visit: {
    source_code(_node, context) {
      const { module, semantics, path: file, report } = context;
      if (ofOneHost.test(file)) return;
      const own = ownOptionsOf(context);
      if (!own || module.declarations.some(({ path }) => isSwitch(path.at(-1)))) return;
      const candidates = unconditionalDefinitions(module, own);
      if (candidates.length === 0) return;
      const rows = optionReads(semantics)
        .filter(({ path }) => own.has(path) || path.length === 0)
        .map(({ node }) => node.row)
        .toSorted((a, b) => a - b);
      // What is made of the module's own options follows them; a name stands for whatever it is bound to.
      const first = candidates.find(
        ({ path, value, site }) =>
          !path.some((key) => key === "*" || key === "[]") &&
          !value.is("apply_expression") &&
          semantics.resolve(value)?.kind !== "bound" &&
          !site.is("inherit", "inherit_from") &&
          !rows.some((row) => row >= value.row && row < value.tree.subtreeEndOf(value.row)),
      );
      if (!first) return;
      const count = module.declarations.length;
      const path = optionName(first.path);
      if (count === 1) report({ at: first.name, message: "one", data: { path } });
      else report({ at: first.name, message: "always", data: { count, path } });
    },
  },
});

/** What is one machine's own is imported where it is wanted. */
const ofOneHost = /(?:^|\/)(?:hosts?|machines|systems|configurations)\//;

/** Whether an option turns something on by its name. */
function isSwitch(name = ""): boolean {
  return /enable/i.test(name);
}
