import {
  bindingAround,
  blankAfter,
  blankBefore,
  defineRule,
  holdsComment,
  Type,
  usesOf,
  type AnyNode,
  type Edit,
  type FileContext,
  type OfferedFix,
  type Use,
} from "../../src/rule/index.ts";

interface Deprecation {
  /** Where it is taken from; several for what has several homes. */
  readonly origins: readonly string[];
  readonly replacement: string;
  readonly since: string;
  /** The first release that lacks it. */
  readonly removed?: string;
  /** It works, and goes on working: reported on demand only. */
  readonly isHarmless?: true;
  readonly fix?: (use: Use, context: FileContext) => OfferedFix | undefined;
}

// Sources: nixpkgs' own warnings (lib/options.nix, lib/attrsets.nix, pkgs/top-level/aliases.nix) and the Nix manual.
const deprecations: readonly Deprecation[] = [
  {
    origins: ["pkgs.system"],
    replacement: "`pkgs.stdenv.hostPlatform.system`",
    since: "nixpkgs 25.11",
    fix: throughHostPlatform,
  },
  {
    origins: ["lib.mdDoc"],
    replacement: "the text itself",
    since: "nixpkgs 24.05",
    removed: "25.05",
    fix: withoutCall,
  },
  {
    origins: ["lib.literalExample"],
    replacement: "`lib.literalExpression`",
    since: "nixpkgs 21.11",
    fix: (use) => renamed(use, "literalExpression"),
  },
  {
    origins: ["lib.cartesianProductOfSets"],
    replacement: "`lib.cartesianProduct`",
    since: "nixpkgs 24.05",
    fix: (use) => renamed(use, "cartesianProduct"),
  },
  {
    origins: ["stdenv.lib", "pkgs.stdenv.lib"],
    replacement: "`lib`",
    since: "nixpkgs 21.05",
    removed: "21.11",
    fix: asLib,
  },
  {
    origins: ["substituteAll", "pkgs.substituteAll"],
    replacement: "`replaceVars`",
    since: "nixpkgs 25.05",
    removed: "25.11",
  },
  {
    origins: ["builtins.toPath"],
    replacement: '`/. + "…"`, for absolute paths,',
    since: "Nix 2.0",
  },
  {
    origins: ["builtins.isNull"],
    replacement: "`== null`",
    since: "Nix 2.0",
    isHarmless: true,
    fix: asComparison,
  },
  {
    origins: ["lib.groupBy"],
    replacement: "`builtins.groupBy`",
    since: "Nix 2.5",
    isHarmless: true,
  },
  {
    origins: ["lib.zipAttrsWith"],
    replacement: "`builtins.zipAttrsWith`",
    since: "Nix 2.6",
    isHarmless: true,
  },
];

const byOrigin = new Map(
  deprecations.flatMap((row) => row.origins.map((origin) => [origin, row] as const)),
);
const origins: ReadonlySet<string> = new Set(byOrigin.keys());

export default defineRule({
  id: "deprecated-function",
  summary: "a function or attribute that Nix or nixpkgs has replaced",
  category: "deprecated",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  parity: [
    "statix:deprecated_to_path",
    "statix:deprecated_is_null",
    "statix:faster_groupby",
    "statix:faster_zipattrswith",
    "astlog:no-mddoc",
    "astlog:no-substitute-all",
    "aleph:no-substitute-all",
  ],
  messages: {
    deprecated: "`{name}` is deprecated since {since}: {replacement} takes its place.",
    removed: "`{name}` is gone from nixpkgs {removed} on: {replacement} takes its place.",
    harmless: "`{name}` has an equal in the language since {since}: {replacement}.",
  },
  docs: {
    why: "What is deprecated prints a warning with every evaluation, and is an error some releases later: an update of nixpkgs then fails on a line that nobody touched.",
    examples: [
      {
        bad: "{ inputs, pkgs, ... }: inputs.x.packages.${pkgs.system}.default\n",
        good: "{ inputs, pkgs, ... }: inputs.x.packages.${pkgs.stdenv.hostPlatform.system}.default\n",
      },
      {
        bad: '{ lib, ... }: lib.mkEnableOption (lib.mdDoc "x")\n',
        good: '{ lib, ... }: lib.mkEnableOption ("x")\n',
      },
      {
        bad: "map (x: if builtins.isNull x then 0 else x) [ null 1 ]\n",
        good: "map (x: if x == null then 0 else x) [ null 1 ]\n",
        options: { "include-equals": true },
      },
    ],
    traps: [
      {
        good: "let own = { system = 1; mdDoc = x: x; }; in own.mdDoc own.system\n",
        because: "it is a set of one's own",
      },
      { good: "map isNull [ 1 ]\n", because: "`isNull` works: it is reported on demand" },
      {
        good: "{ pkgs, ... }: pkgs.system or null\n",
        because: "it is prepared for the day when it is gone",
      },
    ],
    fixSafety:
      "What Nix or nixpkgs itself defines as the same is replaced: `lib.mdDoc` gives back its argument since 24.05, `pkgs.system` is `pkgs.stdenv.hostPlatform.system`, `isNull x` is `x == null`. New names that older releases lack (`literalExpression`, `cartesianProduct`) are suggestions.",
    references: ["https://github.com/NixOS/nixpkgs/blob/master/pkgs/top-level/aliases.nix"],
  },
  options: Type.Object({
    "include-equals": Type.Boolean({
      default: false,
      description:
        "Also report what works, and has an equal in the language: `isNull`, `lib.groupBy`, `lib.zipAttrsWith`.",
    }),
  }),
  visit: {
    source_code(_node, context) {
      if (context.hasSyntaxError) return;
      for (const use of usesOf(origins, context.semantics)) {
        const row = byOrigin.get(use.origin);
        if (!row || (row.isHarmless && !context.options["include-equals"])) continue;
        const { replacement, since, removed } = row;
        const name = use.text.length > 40 ? use.origin : use.text;
        const found = { at: use.at, fix: row.fix?.(use, context) };
        if (row.isHarmless) {
          const data = { name, since, replacement };
          context.report({ ...found, message: "harmless", data, severity: "info" });
        } else if (removed !== undefined) {
          context.report({ ...found, message: "removed", data: { name, removed, replacement } });
        } else {
          context.report({ ...found, message: "deprecated", data: { name, since, replacement } });
        }
      }
    },
  },
});

function throughHostPlatform({ form, key, node }: Use): OfferedFix | undefined {
  const title = "Read it from `stdenv.hostPlatform`";
  if (form === "value" && key)
    return { title, edits: [{ span: key, newText: "stdenv.hostPlatform.system" }] };
  const isAlone = key?.parent?.is("inherited_attrs") && key.parent.attrs.length === 1;
  if (form !== "inherited" || !isAlone || !isNamed(node)) return undefined;
  const span = { start: node.end, end: node.end };
  return { title, edits: [{ span, newText: ".stdenv.hostPlatform" }] };
}

function isNamed(node: Use["node"]): boolean {
  return node.is("variable_expression") || (node.is("select_expression") && !node.default);
}

function withoutCall({ form, node }: Use, { tree }: FileContext): OfferedFix | undefined {
  const call = node.parent;
  if (form !== "value" || !call?.is("apply_expression") || call.function !== node) return undefined;
  const span = { start: call.start, end: call.argument.start };
  if (holdsComment(tree, span)) return undefined;
  return { title: "Remove the call", edits: [{ span, newText: "" }] };
}

function renamed({ form, key }: Use, newName: string): OfferedFix | undefined {
  if (form !== "value" || !key) return undefined;
  const edits = [{ span: key, newText: newName }];
  return { title: `Call \`${newName}\``, safety: "unsafe", edits };
}

function asLib({ at, form, node }: Use, { semantics, tree }: FileContext): OfferedFix | undefined {
  const binding = form === "inherited" ? undefined : bindingAround("lib", node, semantics);
  if (binding?.kind !== "formal" && binding?.kind !== "argument") return undefined;
  // Where nothing reads `lib` yet, it may be removed as unused at the same time.
  if (binding.references.length === 0 || holdsComment(tree, at)) return undefined;
  if (binding.kind === "formal" && binding.definition.encloses(node)) return undefined;
  return { title: "Use `lib`", edits: [{ span: at, newText: "lib" }] };
}

function asComparison({ form, node }: Use, { tree }: FileContext): OfferedFix | undefined {
  const call = node.parent;
  if (form !== "value" || !call?.is("apply_expression") || call.function !== node) return undefined;
  const above = call.parent;
  const isNegated = above?.is("unary_expression") && above.operator === "!";
  const whole = isNegated ? above : call;
  const head = { start: whole.start, end: call.argument.start };
  if (holdsComment(tree, head)) return undefined;
  const { source } = tree;
  const [before, after] = isOperand(whole)
    ? ["(", ")"]
    : [blankBefore(source, whole.start), blankAfter(source, whole.end)];
  const edits: Edit[] = [
    { span: head, newText: before },
    {
      span: { start: call.end, end: call.end },
      newText: `${isNegated ? " !=" : " =="} null${after}`,
    },
  ];
  return { title: "Compare with `null`", edits };
}

/** Whether a comparison in its place needs parentheses. */
function isOperand({ parent }: AnyNode): boolean {
  if (parent?.is("binary_expression")) return !["&&", "||", "->"].includes(parent.operator);
  return parent?.is(...operators) ?? false;
}

const operators = [
  "apply_expression",
  "has_attr_expression",
  "list_expression",
  "select_expression",
  "unary_expression",
] as const;
