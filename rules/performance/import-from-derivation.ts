import {
  constantKey,
  defineRule,
  derivationCallAround,
  unwrapped,
  type ApplyExpression,
  type Expression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "import-from-derivation",
  summary: "an evaluation that reads what a derivation builds",
  category: "performance",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["nix-audit:ifd_avoidance", "nix:trace-import-from-derivation"],
  messages: {
    read: "`{reader}` reads what `{derivation}` gives: the evaluation stops until that is built.",
  },
  docs: {
    why: "Evaluation runs one step at a time, so that each such build is waited for alone, also for `nix flake show` and dry runs. A machine that cannot build for the system of the derivation cannot evaluate it either, and Hydra and `nix flake check` may forbid it.",
    examples: [
      {
        bad: '{ pkgs }:\nbuiltins.readFile (pkgs.runCommand "a" { } "date > $out")\n',
        good: "{ pkgs }:\nbuiltins.readFile ./a.txt\n",
      },
    ],
    traps: [
      {
        good: 'import (builtins.fetchTarball { url = "https://example.org/a.tar.gz"; sha256 = "0000000000000000000000000000000000000000000000000000"; })\n',
        because: "the tarball is fetched by the evaluation itself, nothing is built",
      },
      {
        good: '{ inputs }: import "${inputs.a}/b.nix"\n',
        because: "flake inputs are fetched before",
      },
      {
        good: '{ pkgs }: import "${pkgs.path}/nixos" { }\n',
        because: "`pkgs.path` is the source of nixpkgs",
      },
    ],
    whenNotToUse:
      "Generated code that is read at once (`callCabal2nix`, Crane, npmlock2nix) rests on it by design.",
  },
  visit: {
    source_code(_node, { semantics, tree, report }) {
      for (const call of tree.nodesOfKind("apply_expression")) {
        const reader = readerOf(call, semantics);
        if (!reader) continue;
        const derivation = derivationIn(call.argument, semantics);
        if (derivation === undefined) continue;
        report({ at: call.function, message: "read", data: { reader, derivation } });
      }
    },
  },
});

const readers =
  /^(?:builtins\.(import|scopedImport|readFile|readDir)|lib\.(importJSON|importTOML|fileContents)|(?:pkgs\.|final\.|prev\.|self\.|super\.)?(callPackage))$/;

function readerOf({ function: callee }: ApplyExpression, semantics: Semantics): string | undefined {
  if (!callee.is("variable_expression", "select_expression")) return undefined;
  const found = readers.exec(semantics.originOf(callee) ?? "");
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

const makers =
  /^(?:runCommand\w*|write(?:Text\w*|Shell\w*|Script\w*)|applyPatches|fetch(?:url|zip|git|patch2?|svn|hg|FromGit[Hh]ub|FromGitLab|FromGitea|FromForgejo|FromBitbucket|FromSourcehut|FromSavannah|Crate|Pypi|tarball)|symlinkJoin|linkFarm\w*|buildEnv|substituteAll|replaceVars|srcOnly)$/;

const DEPTH_LIMIT = 8;

/** What an argument has of a derivation's output; `undefined` where the text does not tell. */
function derivationIn(
  expression: Expression,
  semantics: Semantics,
  depth = 0,
  isPart = false,
): string | undefined {
  if (depth > DEPTH_LIMIT) return undefined;
  const node = unwrapped(expression);
  const goOn = (next: Expression, part = isPart): string | undefined =>
    derivationIn(next, semantics, depth + 1, part);
  switch (node.kind) {
    case "string_expression":
    case "indented_string_expression": {
      const [first] = node.children;
      return first?.kind === "interpolation" ? goOn(first.expression, true) : undefined;
    }
    case "binary_expression":
      return node.operator === "+" ? goOn(node.left, true) : undefined;
    case "let_expression":
    case "with_expression":
    case "assert_expression":
      return goOn(node.body);
    case "apply_expression":
      return makerOf(node, semantics);
    case "variable_expression": {
      const resolution = semantics.resolve(node);
      const value = resolution?.kind === "bound" ? resolution.binding.value : undefined;
      const found = value && goOn(value);
      if (found !== undefined) return node.text;
      return isPart && isPackage(node, semantics) ? node.text : undefined;
    }
    case "select_expression":
      if (node.default) return undefined;
      return isPart && isPackage(node, semantics) ? shortened(node.text) : undefined;
    default:
      return undefined;
  }
}

function makerOf(node: ApplyExpression, semantics: Semantics): string | undefined {
  let head: Expression = node;
  while (head.kind === "apply_expression") {
    const made = derivationCallAround(head.argument, semantics);
    if (made?.node === head) return made.builder.name;
    head = unwrapped(head.function);
  }
  const origin = semantics.originOf(head) ?? lastKey(head);
  if (origin === undefined || origin.startsWith("builtins.")) return undefined;
  const name = origin.slice(origin.lastIndexOf(".") + 1);
  const base = origin.slice(0, -name.length);
  return makers.test(name) && /^(?:|pkgs\.|final\.|prev\.|self\.|super\.)$/.test(base)
    ? name
    : undefined;
}

function lastKey(node: Expression): string | undefined {
  const last = node.kind === "select_expression" ? node.attrpath.attrs.at(-1) : undefined;
  return last && constantKey(node.tree, last.row);
}

/** Attributes of `pkgs` that are sources, sets or functions, no packages. */
const noPackages =
  /^pkgs\.(?:path|lib|config|system|pkgs|stdenv|inputs|sources|[a-z]\w*(?:Packages|Pkgs)\w*)$/;

function isPackage(node: Expression, semantics: Semantics): boolean {
  const origin = semantics.originOf(node);
  return origin !== undefined && /^pkgs\.[\w'-]+$/.test(origin) && !noPackages.test(origin);
}

function shortened(text: string): string {
  return text.length > 40 ? "…" : text;
}
