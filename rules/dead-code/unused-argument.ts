import {
  defineRule,
  isSkippedForDeadnix,
  overlaysOf,
  Type,
  type Binding,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "unused-argument",
  summary: "an argument that the function does not read",
  category: "dead-code",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "safe",
  parity: ["deadnix:arg", "nix-linter:UnusedArg"],
  messages: { unused: "The function does not read its argument `{name}`." },
  docs: {
    why: "A reader looks for what the argument changes, and finds nothing. A name that begins with `_` says so at once, and an argument that was forgotten in the body stands out.",
    examples: [
      {
        bad: "builtins.mapAttrs (name: value: value + 1) { a = 1; }\n",
        good: "builtins.mapAttrs (_name: value: value + 1) { a = 1; }\n",
      },
    ],
    traps: [
      {
        good: "{ nixpkgs.overlays = [ (final: prev: { x = prev.y; }) ]; }\n",
        because: "the two arguments of an overlay keep their names",
      },
      {
        good: 'stdenv: stdenv.mkDerivation (finalAttrs: { name = "x"; })\n',
        because: "`finalAttrs` is what this argument is called everywhere",
      },
      { good: "a: b: { inherit a b; }\n", because: "`inherit` reads them" },
    ],
    fixSafety:
      "Only the name changes: to the same with a `_` in front, or to `_` where that one is taken. In files that use `toXML`, which prints the names of arguments, it is a suggestion.",
  },
  options: Type.Object({
    "ignore-callbacks": Type.Boolean({
      default: false,
      description:
        "Say nothing of functions that are written as the argument of another one, which decides how many arguments they get.",
    }),
  }),
  visit: {
    source_code(_node, { tree, semantics, options, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      const isSkipped = isSkippedForDeadnix(tree);
      const unused = semantics.bindings.filter(
        ({ kind, name, references }) =>
          kind === "argument" &&
          references.length === 0 &&
          !name.startsWith("_") &&
          !customaryNames.has(name),
      );
      if (unused.length === 0) return;
      const ofOverlays = new Set(
        overlaysOf(semantics).flatMap(({ final, previous }) => [final, previous]),
      );
      const read = new Set(semantics.references.map(({ name }) => name));
      for (const binding of unused) {
        if (ofOverlays.has(binding) || isOfPair(binding) || isSkipped(binding.nameNode)) continue;
        if (options["ignore-callbacks"] && isCallback(binding)) continue;
        const newName = [`_${binding.name}`, "_"].find((name) => !read.has(name));
        report({
          at: binding.nameNode,
          message: "unused",
          data: { name: binding.name },
          fix:
            newName === undefined
              ? undefined
              : {
                  title: `Rename it to \`${newName}\``,
                  // It prints the names of arguments.
                  safety: tree.nameIdFor("toXML") > 0 ? "unsafe" : "safe",
                  edits: [{ span: binding.nameNode, newText: newName }],
                },
        });
      }
    },
  },
});

/** Arguments that are called so by custom, whether they are read or not. */
const customaryNames = new Set(["finalAttrs", "prevAttrs", "previousAttrs"]);

/** `final: prev:` and the like, wherever it is used. */
function isOfPair({ owner }: Binding): boolean {
  if (!owner.is("function_expression")) return false;
  const { parent, body } = owner;
  return [
    [owner, body],
    [parent, owner],
  ].some(
    ([outer, inner]) =>
      outer?.is("function_expression") &&
      inner?.is("function_expression") &&
      inner.parent === outer &&
      finalNames.test(outer.universal?.text ?? "") &&
      previousNames.test(inner.universal?.text ?? ""),
  );
}

const finalNames = /^_$|final$|self$|^final|^self$/i;
const previousNames = /^_$|prev(?:ious)?$|super$|^prev|^super$/i;

function isCallback({ owner }: Binding): boolean {
  let node = owner.parent;
  while (node?.is("function_expression", "parenthesized_expression")) node = node.parent;
  return node?.is("apply_expression") === true && node.argument.encloses(owner);
}
