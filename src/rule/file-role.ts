import type { Semantics } from "../semantics/index.ts";
import type {
  AnyNode,
  AttrsetExpression,
  Expression,
  FunctionExpression,
} from "../syntax/index.ts";
import type { FileContext } from "./define-rule.ts";
import { attributesOf, valueOf } from "./set-attributes.ts";
import { unwrapped } from "./syntax-help.ts";

/**
 * Who calls a function with named arguments, judged by its text. `flake-outputs`: Nix, with the inputs. `module`: the
 * module system, with everything it has. `package`: `callPackage`, with what the function names. `unknown`: the text does
 * not tell.
 */
export type FunctionRole = "flake-outputs" | "module" | "package" | "unknown";

/** What the module system passes to every module. */
export const moduleArguments: readonly string[] = [
  "config",
  "lib",
  "modulesPath",
  "options",
  "pkgs",
];

/** The role of a function that takes a set of named arguments. */
export function roleOf(
  node: FunctionExpression,
  { path, tree, semantics }: Pick<FileContext, "path" | "tree" | "semantics">,
): FunctionRole {
  const { formals } = node;
  if (!formals) return "unknown";
  if (isFlakeFile(path) && isOutputsOf(node, tree.root.expression)) return "flake-outputs";
  const result = resultOf(node.body);
  if (isDerivation(result, semantics)) return "package";
  if (!formals.ellipses) return "unknown";
  if (standsForModule(node)) return "module";
  const names = new Set(formals.formals.map(({ name }) => name.text));
  const keys = setsOf(result).flatMap((set) => attributesOf(set).map(({ name }) => name));
  if (keys.some((key) => moduleKeys.has(key))) return "module";
  if (["config", "options", "modulesPath"].some((name) => names.has(name))) return "module";
  return keys.some((key) => optionRoots.has(key)) ? "module" : "unknown";
}

function isFlakeFile(path: string): boolean {
  return path === "flake.nix" || path.endsWith("/flake.nix");
}

function isOutputsOf(node: FunctionExpression, root: Expression | undefined): boolean {
  const outputs = root?.kind === "attrset_expression" ? valueOf(root, "outputs") : undefined;
  return outputs !== undefined && unwrapped(outputs) === node;
}

/** Whether it stands where modules stand: in `imports` or `modules`, as `perSystem`, in `nixosModules`. */
function standsForModule(node: FunctionExpression): boolean {
  let value: AnyNode = node;
  while (value.parent?.is("parenthesized_expression", "list_expression")) value = value.parent;
  if (!value.parent?.is("binding")) return false;
  const isListed = value.is("list_expression");
  const keys = value.parent.attrpath.attrs.map(({ text }) => text);
  const last = keys.at(-1) ?? "";
  return (
    keys.some((key) => setsOfModules.has(key)) ||
    (isListed ? listsOfModules.has(last) : last === "perSystem")
  );
}

const listsOfModules = new Set(["imports", "modules", "sharedModules", "extraModules"]);
const setsOfModules = new Set([
  "nixosModules",
  "homeModules",
  "homeManagerModules",
  "darwinModules",
  "flakeModules",
  "nodes",
]);

/** What an expression gives, below everything that only stands in front of it. */
function resultOf(node: Expression): Expression {
  switch (node.kind) {
    case "parenthesized_expression":
      return resultOf(node.expression);
    case "let_expression":
    case "with_expression":
    case "assert_expression":
      return resultOf(node.body);
    default:
      return node;
  }
}

/** The literal sets that a result is made of. */
function setsOf(node: Expression): AttrsetExpression[] {
  const result = resultOf(node);
  if (result.kind === "attrset_expression") return [result];
  if (result.kind === "binary_expression" && result.operator === "//")
    return [...setsOf(result.left), ...setsOf(result.right)];
  return result.kind === "apply_expression" ? setsOf(result.argument) : [];
}

/** Whether a call of something that makes packages; the last name of what is called tells. */
function isDerivation(node: Expression, semantics: Semantics): boolean {
  let callee = node;
  while (callee.kind === "apply_expression") callee = unwrapped(callee.function);
  if (callee === node) return false;
  const origin = semantics.originOf(callee) ?? callee.text;
  return packageMakers.test(origin.slice(origin.lastIndexOf(".") + 1));
}

const packageMakers =
  /^(?:mkDerivation|stdenvNoCC|build[A-Z]\w*|mkYarnPackage|mixRelease|runCommand\w*|write[A-Z]\w*|symlinkJoin|linkFarm|mkShell\w*|substituteAll|replaceVars|override|overrideAttrs|wrapType2|fetchFromGitHub|trivialBuild|melpaBuild)$/;

const moduleKeys = new Set(["imports", "options", "config", "disabledModules", "perSystem"]);

/** The first keys of options of NixOS, Home Manager and nix-darwin. */
const optionRoots = new Set(
  `accounts boot console containers documentation environment fileSystems fonts gtk hardware home home-manager homebrew
  i18n launchd location microvm networking nix nixpkgs power powerManagement programs qt security services sops
  specialisation stylix swapDevices system systemd time users virtualisation wayland wsl xdg xsession zramSwap`.split(
    /\s+/,
  ),
);
