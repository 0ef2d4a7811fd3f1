import {
  builtinNames,
  defineRule,
  isGlobalHere,
  type OfferedFix,
  type Reference,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "missing-builtins-prefix",
  summary: "a builtin function that is used without `builtins.`",
  category: "correctness",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: ["nixf:sema-primop-needs-prefix"],
  messages: { missing: "`{name}` is only defined as `builtins.{name}`." },
  docs: {
    why: "Only some builtins, such as `map` and `import`, are known everywhere. For the others Nix refuses the whole file with an undefined variable.",
    examples: [
      {
        bad: "map (file: ./${file}) (attrNames (readDir ./.))\n",
        good: "map (file: ./${file}) (builtins.attrNames (builtins.readDir ./.))\n",
      },
    ],
    traps: [
      { good: "with builtins; attrNames { }\n", because: "it comes from the `with`" },
      { good: "{ lib }: let inherit (lib) filter; in filter\n", because: "the name is bound" },
      { good: "[ map toString import removeAttrs ]\n", because: "these need no prefix" },
    ],
    fixSafety:
      "Without the prefix Nix refuses the file, so that nothing that works can change. There is no fix where `builtins` is a name of the file's own.",
  },
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const reference of semantics.unbound) {
        const { name, node } = reference;
        if (!builtinNames.has(name)) continue;
        const fix = isGlobalHere("builtins", node, semantics) ? fixFor(reference) : undefined;
        report({ at: node, message: "missing", data: { name }, fix });
      }
    },
  },
});

function fixFor({ name, node }: Reference): OfferedFix | undefined {
  const title = `Write \`builtins.${name}\``;
  if (node.is("variable_expression")) {
    return {
      title,
      edits: [{ span: { start: node.start, end: node.start }, newText: "builtins." }],
    };
  }
  const names = node.parent;
  const inherit = names?.parent;
  if (!names?.is("inherited_attrs") || !inherit?.is("inherit") || names.attrs.length !== 1)
    return undefined;
  const end = inherit.start + "inherit".length;
  return {
    title: `Inherit \`${name}\` from \`builtins\``,
    edits: [{ span: { start: end, end }, newText: " (builtins)" }],
  };
}
