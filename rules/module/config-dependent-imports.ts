import {
  defineProjectRule,
  forcedArguments,
  isModuleBody,
  moduleFilesOf,
  staticPathOf,
  type AnyNode,
  type AttributeBinding,
  type FunctionExpression,
  type Project,
  type VariableExpression,
} from "../../src/rule/index.ts";

export default defineProjectRule({
  id: "config-dependent-imports",
  summary: "`imports` that depend on the configuration",
  category: "module",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    recursion:
      "`imports` needs `{name}`, which is made of all that is imported: infinite recursion.",
  },
  docs: {
    why: "The module system has to know all modules before there is a `config`, `options` or `pkgs`. Asking for one of them in `imports` stops the evaluation with “infinite recursion encountered”, at a place that says nothing of the cause.",
    examples: [
      {
        bad: "{ config, lib, ... }:\n{\n  imports = lib.optional config.my.desktop.enable ./desktop.nix;\n}\n",
        good: "{ config, lib, ... }:\n{\n  imports = [ ./desktop.nix ];\n}\n",
        files: {
          "desktop.nix":
            "{ config, lib, ... }: { config = lib.mkIf config.my.desktop.enable { }; }\n",
        },
      },
    ],
    traps: [
      {
        good: '{ lib, inputs, withDesktop, modulesPath, ... }:\n{\n  imports = [ inputs.x.nixosModules.y "${modulesPath}/profiles/minimal.nix" ] ++ lib.optional withDesktop ./desktop.nix;\n}\n',
        because: "`specialArgs` are there before the modules",
        files: { "desktop.nix": "{ }\n" },
      },
      {
        good: "{ config, pkgs, ... }:\n{\n  imports = [ (import ./web.nix { inherit config pkgs; }) { services.x.enable = config.my.x; } ];\n}\n",
        because: "the elements are known without what they are given",
        files: { "web.nix": "{ config, pkgs }: { services.web.package = pkgs.hello; }\n" },
      },
      {
        good: "{ ... }:\n{\n  imports = [ ({ config, lib, ... }: { services.x.enable = config.my.x; }) ];\n}\n",
        because: "it is the configuration of a module inside",
      },
      {
        path: "modules/web.nix",
        good: '{ pkgs, lib, ... }:\n{\n  imports = [ "${pkgs.path}/nixos/modules/profiles/minimal.nix" ];\n}\n',
        because: "this project passes `pkgs` in `specialArgs`",
        files: {
          "flake.nix":
            '{\n  outputs = { nixpkgs, ... }: {\n    nixosConfigurations.web = nixpkgs.lib.nixosSystem {\n      specialArgs = { pkgs = import nixpkgs { system = "x86_64-linux"; }; };\n      modules = [ ./modules/web.nix ];\n    };\n  };\n}\n',
        },
      },
    ],
    references: ["https://nixos.org/manual/nixos/stable/#sec-writing-modules"],
  },
  check(project, { report }) {
    let special: boolean | undefined;
    for (const { path, isListed, isCalled, hasImports } of moduleFilesOf(project)) {
      if (!hasImports || (isCalled && !isListed)) continue;
      const file = project.open(path);
      if (!file) continue;
      for (const binding of file.tree.nodesOfKind("binding")) {
        const module = moduleWith(binding);
        if (!module) continue;
        for (const name of forcedArguments(binding.expression, file.semantics)) {
          if (!configured.has(name.text) || !isArgumentOf(module, name, file.semantics)) continue;
          if (name.text === "pkgs" && (special ??= passesPackages(project))) continue;
          report({
            at: { path, span: spanOf(wholeOf(name)) },
            message: "recursion",
            // Some module systems other than NixOS and Home Manager hand it over from outside.
            confidence: name.text === "pkgs" ? "medium" : "high",
            data: { name: name.text },
            // A local name may lead there from afar.
            related: binding.encloses(name)
              ? []
              : [{ at: { path, span: spanOf(binding.attrpath) }, message: "needed here" }],
          });
          break;
        }
      }
    }
  },
});

const configured = new Set(["config", "options", "pkgs"]);

type Semantics = NonNullable<ReturnType<Project["open"]>>["semantics"];

/** The function round a module, if the binding is its `imports`. */
function moduleWith(binding: AttributeBinding): FunctionExpression | undefined {
  const path = staticPathOf(binding.attrpath);
  if (path?.length !== 1 || path[0] !== "imports") return undefined;
  const set = binding.parent?.parent;
  if (!set || !isModuleBody(set)) return undefined;
  for (const above of set.ancestors()) {
    if (above.is("function_expression")) return above.formals?.ellipses ? above : undefined;
    if (above.is("binding")) return undefined;
  }
  return undefined;
}

function isArgumentOf(
  module: FunctionExpression,
  name: VariableExpression,
  semantics: Semantics,
): boolean {
  const resolution = semantics.resolve(name);
  return resolution?.kind === "bound" && resolution.binding.owner === module;
}

/** `config.my.x` rather than `config`, as long as it is on one line. */
function wholeOf(name: VariableExpression): AnyNode {
  const { parent } = name;
  if (!parent?.is("select_expression") || parent.expression !== name) return name;
  const { source } = name.tree;
  return source.lineAt(parent.start) === source.lineAt(parent.end) ? parent : name;
}

function spanOf({ start, end }: AnyNode): { readonly start: number; readonly end: number } {
  return { start, end };
}

const callers = new Set(["flake", "function", "unknown", "data"]);

/** Whether a set of special arguments of the project names `pkgs`, or is one that the text does not show. */
function passesPackages(project: Project): boolean {
  return [...project.files.values()].some(({ path, role }) => {
    const file = callers.has(role) ? project.open(path) : undefined;
    if (!file) return false;
    const { tree } = file;
    if (["specialArgs", "extraSpecialArgs"].every((name) => tree.nameIdFor(name) === 0))
      return false;
    return tree.nodesOfKind("binding").some(({ attrpath, expression }) => {
      if (!/^(?:extraS|s)pecialArgs$/.test(attrpath.attrs.at(-1)?.text ?? "")) return false;
      return !expression.is("attrset_expression") || /\bpkgs\b/.test(expression.text);
    });
  });
}
