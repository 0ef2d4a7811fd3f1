import {
  constantKey,
  defineRule,
  libSpelling,
  optionName,
  optionReads,
  ownOptionsOf,
  unconditionalDefinitions,
  unwrapped,
  type AnyNode,
  type AttributeBinding,
  type Expression,
  type OfferedFix,
  type OptionDefinition,
  type OwnOptions,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "unguarded-config",
  summary: "a module that acts although its own `enable` is off",
  category: "module",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  mentions: ["mkEnableOption", "mkOption"],
  messages: {
    unguarded: "`{path}` is set whether or not `{enable}` is on.",
  },
  docs: {
    why: "Whoever imports the module and leaves it off gets a part of it all the same: a package, a user, an open port that nobody asked for.",
    examples: [
      {
        bad: '{ config, lib, ... }:\n{\n  options.my.files.enable = lib.mkEnableOption "files";\n  config = {\n    services.nginx.enable = true;\n  };\n}\n',
        good: '{ config, lib, ... }:\n{\n  options.my.files.enable = lib.mkEnableOption "files";\n  config = lib.mkIf config.my.files.enable {\n    services.nginx.enable = true;\n  };\n}\n',
      },
    ],
    traps: [
      {
        good: '{ config, lib, ... }:\n{\n  options.my.files.enable = lib.mkEnableOption "files";\n  config = lib.mkMerge [\n    (lib.mkIf config.my.files.enable { services.nginx.enable = true; })\n    (lib.optionalAttrs true { })\n  ];\n}\n',
        because: "each part is under a condition",
      },
      {
        good: '{ config, lib, ... }:\nlet\n  isOn = config.my.files.enable;\nin\n{\n  options.my.files.enable = lib.mkEnableOption "files";\n  config.services.nginx.enable = isOn;\n}\n',
        because: "the value is that of the switch, by another name",
      },
      {
        good: '{ config, lib, ... }:\n{\n  options.my.files.enable = lib.mkEnableOption "files";\n  config = {\n    assertions = [ { assertion = true; message = "never"; } ];\n    my.files.enable = lib.mkDefault true;\n  };\n}\n',
        because: "checks and its own options are no part of what it turns on",
      },
    ],
    fixSafety:
      "The whole of `config` comes under `mkIf`: what a host got without turning the module on is gone.",
  },
  visit: {
    source_code(_node, context) {
      const { module, semantics, report } = context;
      const own = ownOptionsOf(context);
      if (!own?.enable) return;
      const candidates = unconditionalDefinitions(module, own);
      if (candidates.length === 0) return;
      const rows = rowsOfSwitch(own.enable, semantics);
      // A switch that decides about a part of a service is that of the part.
      const parts = new Set(
        module.definitions
          .filter(({ conditions, path }) => conditions.length > 0 && path.length > 2)
          .map(({ path }) => path.slice(0, 2).join(".")),
      );
      const [first] = candidates.filter(
        ({ path, value, site }) =>
          !parts.has(path.slice(0, 2).join(".")) &&
          !holds(value, rows, semantics) &&
          !holds(site, rows, semantics),
      );
      if (!first) return;
      report({
        at: first.name,
        message: "unguarded",
        data: { path: optionName(first.path), enable: optionName(own.enable) },
        fix: fixOf(first, module.definitions, own, semantics),
      });
    },
  },
});

/** Where the switch is read, or all of the module's options at once, and where names that are bound to that are. */
function rowsOfSwitch(enable: readonly string[], semantics: Semantics): readonly number[] {
  const rows = optionReads(semantics)
    .filter(({ path }) => path.every((key, index) => key === (enable[index] ?? key)))
    .map(({ node }) => node.row);
  const bound = semantics.bindings.filter(
    ({ value }) =>
      value && rows.some((row) => row >= value.row && row < value.tree.subtreeEndOf(value.row)),
  );
  for (const { references } of bound) rows.push(...references.map(({ node }) => node.row));
  return rows.toSorted((a, b) => a - b);
}

function holds(node: AnyNode, rows: readonly number[], { tree }: Semantics): boolean {
  const end = tree.subtreeEndOf(node.row);
  return rows.some((row) => row >= node.row && row < end);
}

/** Puts `config` under the switch, where it is one plain set that has nothing to do with the module's own options. */
function fixOf(
  { site }: OptionDefinition,
  definitions: readonly OptionDefinition[],
  own: OwnOptions,
  semantics: Semantics,
): OfferedFix | undefined {
  const config = configAround(site);
  const set = config && unwrapped(config.expression);
  if (!config || set !== config.expression || !set.is("attrset_expression")) return undefined;
  const inside = definitions.filter((definition) => set.encloses(definition.site));
  const isPlain = inside.every(
    ({ path, conditions }) =>
      conditions.length === 0 &&
      !own.has(path) &&
      !/^(?:assertions|warnings|_module)$/.test(path[0] ?? ""),
  );
  const mkIf = libSpelling("mkIf", set, semantics);
  const condition = conditionText(own.enable ?? [], set, semantics);
  if (!isPlain || !mkIf || !condition) return undefined;
  return {
    title: `Set it only if \`${condition}\``,
    edits: [{ span: { start: set.start, end: set.start }, newText: `${mkIf} ${condition} ` }],
  };
}

/** The binding `config = …` of the module. */
function configAround(site: AnyNode): AttributeBinding | undefined {
  for (const above of site.ancestors()) {
    if (!above.is("binding")) continue;
    const [key, ...more] = above.attrpath.attrs;
    if (key && more.length === 0 && constantKey(above.tree, key.row) === "config") return above;
  }
  return undefined;
}

function conditionText(
  enable: readonly string[],
  at: Expression,
  semantics: Semantics,
): string | undefined {
  if (!enable.every((key) => /^[A-Za-z_][\w'-]*$/.test(key))) return undefined;
  const scopes = at.ancestors();
  for (const above of scopes) {
    if (!above.is("let_expression", "function_expression")) continue;
    for (const { name, kind, value } of semantics.bindingsOf(above)) {
      if (name === "cfg" && value?.text === `config.${enable.slice(0, -1).join(".")}`)
        return "cfg.enable";
      if (name === "config" && kind === "formal") return `config.${enable.join(".")}`;
    }
  }
  return undefined;
}
