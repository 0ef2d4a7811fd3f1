import {
  builtinNames,
  defineRule,
  environmentText,
  isListLike,
  judgeWiths,
  libNames,
  type JudgedWith,
  type Semantics,
  type WithExpression,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "nested-with",
  summary: "a `with` in the body of another one",
  category: "style",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    either:
      "`{name}` comes from `{inner}`, or from the `{outer}` of the `with` around it where `{inner}` lacks it.",
    lists:
      "A name that `{inner}` lacks is taken from the `{outer}` of the `with` around it without a word.",
  },
  docs: {
    why: "A name that the inner set lacks is taken from the outer one: a package that was renamed or left out gives another one instead of an error, and an attribute that the inner set gains later takes the place of the one that was meant.",
    examples: [
      {
        bad: "{ lib, pkgs }: with lib; with pkgs; optional true hello\n",
        good: "{ lib, pkgs }: lib.optional true pkgs.hello\n",
      },
    ],
    traps: [
      {
        good: "{ lib, pkgs, ... }:\n{\n  a = with lib; mkIf true 1;\n  b = with pkgs; [ hello ];\n}\n",
        because: "they stand side by side",
      },
      {
        good: "{ lib, ... }: with lib; { a = mkOption { type = with types; listOf str; }; }\n",
        because: "`lib` has neither `listOf` nor `str`, so that there is no doubt",
      },
    ],
    whenNotToUse:
      "Where lists of packages below a `with lib;` at the top are the custom of the code base: they are reported once for each outer `with`, as information.",
  },
  visit: {
    source_code(_node, { semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      const told = new Set<WithExpression>();
      for (const judged of judgeWiths(semantics)) {
        const { kind, node, outer } = judged;
        if (kind !== "nested" || !outer) continue;
        const at = { start: node.start, end: node.environment.end };
        const inner = environmentText(node);
        const data = { inner, outer: environmentText(outer) };
        const related = [
          {
            at: { start: outer.start, end: outer.environment.end },
            message: "This is the `with` around it.",
          },
        ];
        const name = doubtfulName(judged, semantics);
        if (!isListLike(node.body)) {
          if (name !== undefined)
            report({ at, message: "either", data: { ...data, name }, related });
        } else if (!told.has(outer) && !isPartOfLib(node, semantics)) {
          told.add(outer);
          report({ at, message: "lists", data, related, severity: "info" });
        }
      }
    },
  },
});

/** A name of the body that both the inner and an outer set may have; which names `lib`, `types` and `builtins` have is known. */
function doubtfulName({ names }: JudgedWith, semantics: Semantics): string | undefined {
  return names.find(({ name, resolution }) => {
    if (resolution.kind !== "dynamic") return false;
    const sets = resolution.withs.map((node) => knownNames(node, semantics));
    // What is known to lack the name is passed by, as Nix does.
    const first = sets.findIndex((known) => known?.has(name) ?? true);
    if (first === -1 || sets[first]) return false;
    return sets.slice(first + 1).some((known) => known?.has(name) ?? true);
  })?.name;
}

function knownNames(
  { environment }: WithExpression,
  semantics: Semantics,
): ReadonlySet<string> | undefined {
  const origin = semantics.originOf(environment);
  if (origin === "lib") return libNames;
  // Whatever `lib` it is of: one's own extends that of nixpkgs.
  if (/(?:^|\.)types$/.test(environment.text)) return typeNames;
  return origin === "builtins" ? builtinNames : undefined;
}

/** What `lib.types` has in any release. */
const typeNames: ReadonlySet<string> = new Set(
  `anything attrs attrsOf bool coercedTo either enum float functionTo int ints lazyAttrsOf lines listOf nonEmptyListOf
  nonEmptyStr nullOr number numbers oneOf package path port raw separatedString singleLineStr str strMatching
  submodule submoduleWith unspecified`.split(/\s+/),
);

/** `with maintainers;` and its like. */
function isPartOfLib({ environment }: WithExpression, semantics: Semantics): boolean {
  return semantics.originOf(environment)?.startsWith("lib.") ?? false;
}
