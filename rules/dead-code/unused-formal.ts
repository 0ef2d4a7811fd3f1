import {
  attributeOf,
  attributesOf,
  defineRule,
  isSkippedForDeadnix,
  moduleArguments,
  removeFormal,
  roleOf,
  Type,
  type AttrsetExpression,
  type Binding,
  type FileContext,
  type FunctionExpression,
  type FunctionRole,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "unused-formal",
  summary: "a named argument that the function does not read",
  category: "dead-code",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: [
    "deadnix:pattern",
    "nixf:sema-unused-def-lambda-noarg-formal",
    "nixf:sema-unused-def-lambda-witharg-formal",
    "nil:unused_binding",
    "hammering:unused-argument",
  ],
  messages: {
    input: "The outputs do not read the input `{name}`.",
    module: "The module does not read its argument `{name}`.",
    package: "The package does not read its argument `{name}`.",
    function: "The function does not read its argument `{name}`.",
  },
  docs: {
    why: "The header of a function says what it depends on. A name that nothing reads makes it depend on more: `callPackage` has to find it, a flake has to lock it, and every caller has to pass it.",
    examples: [
      {
        bad: "{ lib, inputs, ... }:\n{\n  services.openssh.enable = lib.mkDefault true;\n}\n",
        good: "{ lib, ... }:\n{\n  services.openssh.enable = lib.mkDefault true;\n}\n",
      },
      {
        bad: '{ stdenv, curl, zlib }: stdenv.mkDerivation { name = "x"; buildInputs = [ zlib ]; }\n',
        good: '{ stdenv, zlib }: stdenv.mkDerivation { name = "x"; buildInputs = [ zlib ]; }\n',
      },
      {
        path: "flake.nix",
        bad: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs";\n  outputs = { self, nixpkgs, ... }: { overlays.default = _final: _prev: { }; };\n}\n',
        good: '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs";\n  outputs = { self, ... }: { overlays.default = _final: _prev: { }; };\n}\n',
      },
    ],
    traps: [
      {
        good: "{ config, lib, pkgs, ... }: { services.openssh.enable = true; }\n",
        because: "it is the customary header of a module",
      },
      {
        good: "{ inputs, ... }@args: { imports = [ (import ./x.nix args) ]; }\n",
        because: "`args` hands it on, and the module system passes only what is named",
      },
      { good: "{ a, b ? a }: b\n", because: "a default reads it" },
    ],
    whenNotToUse:
      "Where all functions of one kind share a header on purpose. For modules that is taken for granted of the arguments that the module system itself passes.",
    fixSafety:
      "Safe only with `...`, as a caller may pass the name all the same. Without it, callers that pass the name fail, so the fix is a suggestion. So it is where the function's formals may be looked at: in flake outputs that name an input which `inputs` does not declare, and in files that use `functionArgs`.",
  },
  options: Type.Object({
    "module-arguments": Type.Array(Type.String(), {
      default: [...moduleArguments],
      description: "Arguments of a module that need not be read.",
    }),
  }),
  visit: {
    source_code(_node, context) {
      if (context.hasSyntaxError) return;
      const isSkipped = isSkippedForDeadnix(context.tree);
      const judged = new Map<number, JudgedFunction>();
      for (const binding of context.semantics.bindings) {
        if (binding.kind !== "formal" || isRead(binding) || isSkipped(binding.nameNode)) continue;
        const { name, owner, definition } = binding;
        if (!owner.is("function_expression") || !definition.is("formal")) continue;
        const judgement = judged.get(owner.row) ?? judge(owner, context);
        judged.set(owner.row, judgement);
        const { role, alias } = judgement;
        if (isExempt(name, role, context.options["module-arguments"])) continue;
        if (alias.reads.has(name) || (alias.isWhole && !holdsAll(owner, role))) continue;
        const edit = removeFormal(definition);
        context.report({
          at: binding.nameNode,
          message: messageOf[role],
          data: { name },
          confidence: role === "unknown" || alias.isUsed ? "low" : "high",
          fix: edit && {
            title: `Remove \`${name}\``,
            safety: isRemovable(name, owner, role, context) ? "safe" : "unsafe",
            edits: [edit],
          },
        });
      }
    },
  },
});

interface JudgedFunction {
  readonly role: FunctionRole;
  /** What `args@{ … }` is used for: `args.name` reads one formal, `args` alone all of them. */
  readonly alias: {
    readonly isUsed: boolean;
    readonly isWhole: boolean;
    readonly reads: ReadonlySet<string>;
  };
}

const messageOf = {
  "flake-outputs": "input",
  module: "module",
  package: "package",
  unknown: "function",
} as const;

/** Read by the body or the default of another formal. */
function isRead({ references, definition }: Binding): boolean {
  return references.some(({ node }) => !definition.encloses(node));
}

function isExempt(name: string, role: FunctionRole, ofModules: readonly string[]): boolean {
  if (name.startsWith("_")) return true;
  if (role === "flake-outputs") return name === "self";
  return role === "module" && ofModules.includes(name);
}

function judge(owner: FunctionExpression, context: FileContext): JudgedFunction {
  const alias = context.semantics.bindingsOf(owner).find(({ kind }) => kind === "pattern-alias");
  const reads = new Set<string>();
  let isWhole = false;
  for (const { node } of alias?.references ?? []) {
    const { parent } = node;
    const isBase =
      parent?.is("select_expression", "has_attr_expression") && parent.expression === node;
    const key = isBase ? parent.attrpath.attrs[0] : undefined;
    if (key?.is("identifier")) reads.add(key.text);
    else isWhole = true;
  }
  const isUsed = isWhole || reads.size > 0;
  return { role: roleOf(owner, context), alias: { isUsed, isWhole, reads } };
}

/** Whether the alias holds the argument even if it is not named: `callPackage` and the like pass what is named. */
function holdsAll({ formals }: FunctionExpression, role: FunctionRole): boolean {
  return formals?.ellipses !== undefined && role === "flake-outputs";
}

function isRemovable(
  name: string,
  { formals }: FunctionExpression,
  role: FunctionRole,
  { tree }: FileContext,
): boolean {
  if (!formals?.ellipses) return false;
  if (tree.nameIdFor("functionArgs") > 0 || tree.nameIdFor("toXML") > 0) return false;
  if (role !== "flake-outputs") return true;
  // Formals that `inputs` does not declare are inputs too: Nix looks them up in the registry, and locks them.
  const { expression } = tree.root;
  return expression?.kind === "attrset_expression" && declaresInput(expression, name);
}

function declaresInput(flake: AttrsetExpression, input: string): boolean {
  return attributesOf(flake).some(({ name, below, value }) => {
    if (name !== "inputs") return false;
    if (below.length > 0) return below[0] === input;
    return value?.kind === "attrset_expression" && attributeOf(value, input) !== undefined;
  });
}
