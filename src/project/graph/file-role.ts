import type { Semantics } from "../../semantics/index.ts";
import type { Expression } from "../../syntax/index.ts";
import type { ProjectFile } from "../model.ts";
import { keysOf, withoutParentheses } from "./syntax-steps.ts";

/** What a file is by its text alone. */
export function roleOfFile(path: string, semantics: Semantics): ProjectFile["role"] {
  if (path === "flake.nix" || path.endsWith("/flake.nix")) return "flake";
  let node = semantics.tree.root.expression;
  if (!node) return "unknown";
  const names: string[] = [];
  let functions = 0;
  for (let levels = 0; levels < 50; levels++) {
    node = withoutParentheses(node);
    if (node.kind === "function_expression") {
      functions += 1;
      names.push(...(node.formals?.formals.map(({ name }) => name.text) ?? []));
      const { universal } = node;
      if (functions <= 2 && universal) names.push(universal.text);
      node = node.body;
    } else if (
      node.kind === "let_expression" ||
      node.kind === "with_expression" ||
      node.kind === "assert_expression"
    ) {
      node = node.body;
    } else break;
  }
  return roleOfResult(node, names, functions, semantics);
}

function roleOfResult(
  node: Expression,
  names: readonly string[],
  functions: number,
  semantics: Semantics,
): ProjectFile["role"] {
  if (functions === 2 && names.length === 2 && names.some((name) => overlayNames.has(name)))
    return "overlay";
  if (node.kind === "apply_expression") {
    let callee = withoutParentheses(node.function);
    while (callee.kind === "apply_expression") callee = withoutParentheses(callee.function);
    const name = (semantics.originOf(callee) ?? callee.text).split(".").at(-1) ?? "";
    if (
      /^(?:mkDerivation|build[A-Z]\w*|runCommand\w*|write[A-Z]\w*|symlinkJoin|mkShell\w*)$/.test(
        name,
      )
    )
      return "package";
    if (/^(?:runTest|makeTest|nixosTest|runNixOSTest)$/.test(name)) return "test";
  }
  const keys = topKeys(node);
  if (keys.has("nodes") && (keys.has("testScript") || keys.has("name"))) return "test";
  if (["imports", "options", "config"].some((key) => keys.has(key))) return "module";
  const takesModuleArguments = ["config", "options", "modulesPath"].some((name) =>
    names.includes(name),
  );
  if (functions === 1 && takesModuleArguments) return "module";
  if ([...keys].some((key) => optionRoots.has(key))) return "module";
  if (functions > 0) return "function";
  return node.kind === "attrset_expression" || node.kind === "list_expression" ? "data" : "unknown";
}

function topKeys(node: Expression): Set<string> {
  const keys = new Set<string>();
  if (node.kind !== "attrset_expression" && node.kind !== "rec_attrset_expression") return keys;
  for (const binding of node.bindingSet?.bindings ?? []) {
    if (binding.is("binding")) keys.add(keysOf(binding.attrpath)[0] ?? "");
  }
  return keys;
}

const overlayNames = new Set(["final", "self", "prev", "super"]);

/** The first keys of options of NixOS, Home Manager and nix-darwin. */
const optionRoots = new Set(
  `boot console environment fileSystems fonts hardware home home-manager homebrew i18n networking nix nixpkgs
  programs security services sops age swapDevices system systemd time users virtualisation wayland xdg
  xsession zramSwap perSystem`.split(/\s+/),
);
