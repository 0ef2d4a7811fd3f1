import {
  defineRule,
  optionReads,
  ownOptionsOf,
  type Binding,
  type FileContext,
  type FunctionExpression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "shadowed-config",
  summary: "a name that hides an argument of the module system, or a `cfg` of another module",
  category: "module",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    shadowed: "`{name}` hides the `{name}` that this module is given.",
    foreign: "`cfg` stands for `{path}` here, and none of the options of this module is there.",
  },
  docs: {
    why: "Everyone who knows modules reads `config.services.nginx` as the machine's configuration. Where the name means something else, a line that is copied in or out silently reads the wrong set.",
    examples: [
      {
        bad: "{ config, lib, ... }:\nlet\n  config = { port = 80; };\nin\n{\n  networking.firewall.allowedTCPPorts = [ config.port ];\n}\n",
        good: "{ config, lib, ... }:\nlet\n  settings = { port = 80; };\nin\n{\n  networking.firewall.allowedTCPPorts = [ settings.port ];\n}\n",
      },
    ],
    traps: [
      {
        good: "{ config, lib, ... }:\n{\n  options.sites = lib.mkOption {\n    type = lib.types.attrsOf (lib.types.submodule ({ config, ... }: { config.port = config.base; }));\n  };\n}\n",
        because: "a submodule has a `config` of its own",
      },
      {
        good: "{ config, lib, pkgs, ... }:\nlet\n  pkgs = import <nixpkgs> { };\nin\n{\n  environment.systemPackages = [ pkgs.git ];\n}\n",
        because: "a second nixpkgs is another matter, and another rule's",
      },
      {
        good: "{ lib, ... }:\nlet\n  config = { port = 80; };\nin\n{\n  networking.firewall.allowedTCPPorts = [ config.port ];\n}\n",
        because: "the module does not take the configuration, so that nothing is hidden",
      },
    ],
  },
  visit: {
    source_code({ expression }, context) {
      const { semantics, hasSyntaxError, report } = context;
      if (hasSyntaxError || !expression?.is("function_expression")) return;
      const given = new Set(expression.formals?.formals.map(({ name }) => name.text));
      if (!given.has("config") && !(given.has("lib") && given.has("pkgs"))) return;
      if (!expression.formals?.ellipses) return;
      if (!bindsTwice(semantics)) return reportForeign(context, expression);
      for (const binding of semantics.bindings) {
        const { name, nameNode, owner } = binding;
        if (!names.has(name) || !given.has(name) || owner === expression) continue;
        if (hides(binding, semantics))
          report({ at: nameNode, message: "shadowed", data: { name } });
      }
      reportForeign(context, expression);
    },
  },
});

const names = new Set(["config", "options", "lib", "pkgs"]);

/** Whether the file binds one of the names more than once: mostly only its head does. */
function bindsTwice({ table, tree }: Semantics): boolean {
  return Array.from(names, (name) => tree.nameIdFor(name)).some(
    (id) => id !== 0 && table.bindingName.indexOf(id) !== table.bindingName.lastIndexOf(id),
  );
}

/** Whether it takes the name away from code that could want the module's own. */
function hides({ name, kind, value, definition }: Binding, semantics: Semantics): boolean {
  if (kind === "let") {
    // Another set of packages is an affair of its own, and an extended `lib` is still one.
    if (name === "pkgs")
      return (
        value !== undefined && !value.is("apply_expression", "select_expression", "if_expression")
      );
    if (name === "lib") return value?.is("attrset_expression", "rec_attrset_expression") === true;
    return !definition.is("inherit");
  }
  // Functions of named arguments are modules, packages and the like: what they are given is what they name.
  return (
    kind === "argument" &&
    (name === "config" || name === "options") &&
    isMapped(definition, semantics)
  );
}

/** Whether a function is called for the elements of something, and is no module. */
function isMapped(definition: Binding["definition"], semantics: Semantics): boolean {
  if (!definition.is("function_expression")) return false;
  let outer: FunctionExpression = definition;
  while (outer.parent?.is("function_expression")) outer = outer.parent;
  const call = outer.parent?.is("parenthesized_expression") ? outer.parent.parent : undefined;
  if (!call?.is("apply_expression")) return false;
  return mapping.test(semantics.originOf(call.function) ?? "");
}

const mapping =
  /^(?:lib|builtins)\.(?:map\w*'?|imap[01]|filter\w*|concatMap\w*|foldl?'?|foldr|genAttrs'?|forEach|any|all|partition)$/;

/** Says where `cfg` stands for another module's options: the header was copied, and not changed. */
function reportForeign(
  context: Parameters<typeof ownOptionsOf>[0] &
    Pick<FileContext, "semantics"> & {
      report(finding: {
        readonly at: Binding["nameNode"];
        readonly message: "foreign";
        readonly data: { readonly path: string };
      }): void;
    },
  module: FunctionExpression,
): void {
  const { semantics, module: options, report } = context;
  if (semantics.tree.nameIdFor("cfg") === 0 || !ownOptionsOf(context)) return;
  const paths = options.declarations.map(({ path }) => path);
  const binding = semantics.bindings.find(
    ({ name, kind, owner, references }) =>
      name === "cfg" && kind === "let" && owner === module.body && references.length > 0,
  );
  const value = binding?.value;
  if (!binding || !value?.is("select_expression") || value.default) return;
  const { expression, attrpath } = value;
  if (semantics.originOf(expression) !== "config" || expression.text !== "config") return;
  const keys = attrpath.attrs.map(({ text }) => text);
  if (!keys.every((key) => /^[\w'-]+$/.test(key))) return;
  const isOwn = paths.some((path) =>
    keys.every((key, index) => [key, "*", "()", undefined].includes(path[index])),
  );
  // A module that reads its own options under another name uses `cfg` for another's on purpose.
  const readsOwn = optionReads(semantics).some(({ path }) =>
    paths.some((own) => own.slice(0, 2).every((key, index) => key === path[index])),
  );
  const isNamed = semantics.tree
    .nodesOfKind("binding")
    .some(
      (other) =>
        !other.encloses(value) && other.attrpath.attrs.some(({ text }) => text === keys.at(-1)),
    );
  // Options that a function makes are declared under the name all the same.
  if (!isOwn && !readsOwn && !isNamed)
    report({ at: binding.nameNode, message: "foreign", data: { path: value.text } });
}
