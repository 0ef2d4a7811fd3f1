import {
  attributesOf,
  defineProjectRule,
  moduleFilesOf,
  modulePartsOf,
  type AnyAttrset,
  type OfferedFix,
  type SetAttribute,
} from "../../src/rule/index.ts";

/** What may stand beside `options` and `config`. Source: `unifyModuleSyntax` in nixpkgs `lib/modules.nix`. */
const allowed: ReadonlySet<string> = new Set(
  "_class _file key disabledModules imports options config meta freeformType".split(" "),
);

export default defineProjectRule({
  id: "stray-module-key",
  summary: "a definition beside the `options` or `config` of a module",
  category: "module",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: {
    stray:
      "{keys} can't stand beside `{anchor}`: with it the module system takes definitions in `config` only.",
  },
  docs: {
    why: "As soon as a module has a top-level `options` or `config`, every other key is refused: the evaluation stops with “has an unsupported attribute”.",
    examples: [
      {
        path: "modules/web.nix",
        bad: '{ lib, ... }:\n{\n  options.my.web.enable = lib.mkEnableOption "the site";\n  services.nginx.enable = true;\n}\n',
        good: '{ lib, ... }:\n{\n  options.my.web.enable = lib.mkEnableOption "the site";\n  config.services.nginx.enable = true;\n}\n',
        files: { "configuration.nix": "{ ... }:\n{\n  imports = [ ./modules/web.nix ];\n}\n" },
      },
    ],
    traps: [
      {
        path: "modules/web.nix",
        good: "{ ... }:\n{\n  imports = [ ];\n  disabledModules = [ ];\n  meta.maintainers = [ ];\n  config.services.nginx.enable = true;\n}\n",
        because: "all of these may stand beside `config`",
        files: { "configuration.nix": "{ ... }:\n{\n  imports = [ ./modules/web.nix ];\n}\n" },
      },
      {
        path: "modules/web.nix",
        good: '{ ... }:\n{\n  imports = [ ];\n  services.nginx.enable = true;\n  networking.domain = "a";\n}\n',
        because: "without `options` and `config` all keys are definitions",
        files: { "configuration.nix": "{ ... }:\n{\n  imports = [ ./modules/web.nix ];\n}\n" },
      },
      {
        path: "lib/host.nix",
        good: "{ config, ... }:\n{\n  config = config.a;\n  extra = 1;\n}\n",
        because: "nothing says that the file is a module",
      },
    ],
    fixSafety:
      "The definitions take effect, which they never did: as long as they stood there, nothing was evaluated at all.",
    references: ["https://nixos.org/manual/nixos/stable/#sec-writing-modules"],
  },
  check(project, { report }) {
    for (const { path, isListed, isCalled, keys } of moduleFilesOf(project)) {
      const anchor = keys.has("config") ? "config" : "options";
      if (!keys.has(anchor) || [...keys].every((key) => allowed.has(key))) continue;
      const file = project.open(path);
      const { functions, set } = modulePartsOf(file?.tree.root.expression);
      if (!file || !set || functions.length > 1) continue;
      const isKnown = isListed || (!isCalled && file.module.declarations.length > 0);
      if (!isKnown) continue;
      const strays = attributesOf(set).filter(({ name }) => !allowed.has(name));
      const [first, ...others] = strays;
      if (!first) continue;
      const names = [...new Set(strays.map(({ name }) => name))];
      report({
        at: placeOf(path, first),
        message: "stray",
        data: { keys: listOf(names), anchor },
        related: others.map((stray) => ({ at: placeOf(path, stray), message: "and this" })),
        fix: fixOf(set, strays),
      });
    }
  },
});

function placeOf(
  path: string,
  { nameNode: { start, end } }: SetAttribute,
): { readonly path: string; readonly span: { readonly start: number; readonly end: number } } {
  return { path, span: { start, end } };
}

const MOST_NAMES = 3;

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

/** Puts `config.` in front of each: right as long as no `config = …` stands there as a whole. */
function fixOf(set: AnyAttrset, strays: readonly SetAttribute[]): OfferedFix | undefined {
  const hasWhole = attributesOf(set).some(
    ({ name, below }) => name === "config" && below.length === 0,
  );
  if (hasWhole || strays.some(({ definition }) => !definition.is("binding"))) return undefined;
  return {
    title: "Move the definitions into `config`",
    edits: strays.map(({ nameNode: { start } }) => ({
      span: { start, end: start },
      newText: "config.",
    })),
  };
}
