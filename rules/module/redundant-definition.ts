import {
  defineProjectRule,
  isScalarOption,
  isSure,
  moduleFactsOf,
  removeItem,
  type AnyNode,
  type AttributeBinding,
  type OfferedFix,
  type OpenFile,
  type Project,
  type SettingFact,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "redundant-definition",
  summary: "an option set to the value that an imported module sets already",
  category: "module",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  messages: {
    repeated: "`{option}` is `{value}` already in `{path}`, which this module imports.",
  },
  docs: {
    why: "The option is decided in two places. Whoever changes one of them gets “conflicting definition values” for hosts that read both, and has to find out which of the two was meant.",
    examples: [
      {
        bad: "{ pkgs, ... }:\n{\n  imports = [ ./base.nix ];\n  services.openssh.enable = true;\n  services.nginx.enable = true;\n}\n",
        good: "{ pkgs, ... }:\n{\n  imports = [ ./base.nix ];\n  services.nginx.enable = true;\n}\n",
        files: { "base.nix": "{ services.openssh.enable = true; }\n" },
      },
    ],
    traps: [
      {
        good: "{\n  imports = [ ./base.nix ];\n  services.openssh.enable = true;\n}\n",
        because: "the other is only a default",
        files: { "base.nix": "{ lib, ... }: { services.openssh.enable = lib.mkDefault true; }\n" },
      },
      {
        good: '{\n  imports = [ ./base.nix ];\n  services.nginx.appendHttpConfig = "a 1;";\n  environment.systemPackages = [ ];\n}\n',
        because: "texts and lists of several modules are put together",
        files: {
          "base.nix":
            '{ services.nginx.appendHttpConfig = "a 1;"; environment.systemPackages = [ ]; }\n',
        },
      },
      {
        good: "{ lib, host, ... }:\n{\n  imports = lib.optional host.isServer ./base.nix;\n  services.openssh.enable = true;\n}\n",
        because: "the other module is there for some hosts only",
        files: { "base.nix": "{ services.openssh.enable = true; }\n" },
      },
    ],
    fixSafety:
      "The imported module sets the same value with the same priority, so the configuration stays the same. Unsafe where a comment above the line may speak of it.",
  },
  check(project, { report }) {
    for (const [path, { role }] of project.files) {
      if (role === "flake" || role === "package" || role === "test") continue;
      const facts = moduleFactsOf(project, path);
      if (!facts || facts.imports.length === 0) continue;
      const imported = importedSettings(project, path);
      if (imported.size === 0) continue;
      let file: OpenFile | undefined;
      for (const setting of facts.settings) {
        const other = imported.get(keyOf(setting));
        if (!other || !isPlain(setting)) continue;
        file ??= project.open(path);
        const binding = file && bindingOf(file, setting);
        if (!file || !binding) continue;
        report({
          at: { path, span: setting.name },
          message: "repeated",
          data: { option: setting.option, value: setting.literal ?? "", path: other.path },
          related: [
            { at: { path: other.path, span: other.setting.name }, message: "here it is set too" },
          ],
          fix: fixOf(file, binding, setting),
        });
      }
    }
  },
});

interface Imported {
  readonly path: string;
  readonly setting: SettingFact;
}

/** How many modules are followed from one: a list that brings more is the whole project. */
const MOST_MODULES = 1000;

/** What the modules that a file imports without a condition set, by {@link keyOf}. */
function importedSettings(project: Project, from: string): ReadonlyMap<string, Imported> {
  const seen = new Set([from]);
  const found = new Map<string, Imported>();
  // A set grows while it is walked.
  for (const path of seen) {
    if (seen.size > MOST_MODULES) break;
    const facts = moduleFactsOf(project, path);
    for (const { edge, path: target, side } of facts?.imports ?? []) {
      if (!isSure(edge) || edge.hosts || side !== "own") continue;
      // Modules that import each other: neither is the first.
      if (target === from && path !== from) return new Map();
      seen.add(target);
    }
    if (path === from) continue;
    for (const setting of facts?.settings ?? []) {
      const key = keyOf(setting);
      if (isPlain(setting) && !found.has(key)) found.set(key, { path, setting });
    }
  }
  return found;
}

/** Whether two equal definitions of the option are as good as one. */
function isPlain({ option, kind, literal, isConditional, side }: SettingFact): boolean {
  if (literal === undefined || isConditional || side !== "own") return false;
  return kind === "boolean" || kind === "integer" || isScalarOption(option, undefined);
}

function keyOf({ option, priority, literal }: SettingFact): string {
  return `${priority} ${literal} ${option}`;
}

/** The binding that makes the definition, unless it is bound to a name, which may have other uses. */
function bindingOf({ tree }: OpenFile, { name }: SettingFact): AttributeBinding | undefined {
  const binding = tree
    .nodesOfKind("binding")
    .find(({ attrpath }) => attrpath.start <= name.start && name.end <= attrpath.end);
  if (!binding) return undefined;
  for (const above of binding.ancestors())
    if (above.is("let_expression") && !above.body.encloses(binding)) return undefined;
  return binding;
}

function fixOf(
  { tree, source }: OpenFile,
  binding: AttributeBinding,
  { value }: SettingFact,
): OfferedFix | undefined {
  const isWhole = binding.start <= value.start && value.end <= binding.end;
  const edit = isWhole && isOneValue(binding.expression) ? removeItem(binding) : undefined;
  if (!edit) return undefined;
  const line = source.lineAt(binding.start);
  const isExplained = tree.comments.some(({ end }) => source.lineAt(end) === line - 1);
  return {
    title: "Remove what the imported module sets",
    ...(isExplained ? { safety: "unsafe" as const } : {}),
    edits: [edit],
  };
}

function isOneValue(node: AnyNode): boolean {
  return !node.is(
    "attrset_expression",
    "rec_attrset_expression",
    "list_expression",
    "let_expression",
  );
}
