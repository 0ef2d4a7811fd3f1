import {
  calledFunction,
  defineRule,
  isModuleBody,
  staticPathOf,
  unwrapped,
  type AttributeBinding,
  type Expression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "mkif-in-imports",
  summary: "`mkIf` or `mkMerge` in `imports`, `options` or `disabledModules`",
  category: "module",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  messages: {
    whole: "`{key}` takes no `{name}`: it is read before there is a configuration.",
    element: "`{name}` can't stand in `{key}`: what it makes is no module.",
  },
  docs: {
    why: "The module system reads these before it configures anything, as plain lists and sets. The evaluation stops with “value is a set while a list was expected” or “expected a module”.",
    examples: [
      {
        bad: "{ lib, withDesktop, ... }:\n{\n  imports = lib.mkIf withDesktop [ ./desktop.nix ];\n}\n",
        good: "{ lib, withDesktop, ... }:\n{\n  imports = lib.optionals withDesktop [ ./desktop.nix ];\n}\n",
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{ imports = [ ./a.nix ] ++ lib.optional (builtins.pathExists ./local.nix) ./local.nix; }\n",
        because: "`optional` gives a plain list",
      },
      {
        good: "{ config, lib, ... }:\n{ imports = [ (lib.mkIf config.my.web { services.nginx.enable = true; }) ]; }\n",
        because: "round a set of definitions the module system takes it as a module's `config`",
      },
      {
        good: "{ config, lib, ... }:\n{ imports = [ { config = lib.mkIf config.my.web { services.nginx.enable = true; }; } ]; }\n",
        because: "it stands inside of the module",
      },
      {
        good: '{ config, lib, ... }:\n{ fileSystems."/".options = lib.mkIf config.my.ssd [ "discard" ]; }\n',
        because: "this `options` is an option",
      },
    ],
  },
  mentions: ["mkIf", "mkMerge", "mkForce", "mkDefault"],
  visit: {
    binding(node, { semantics, report }) {
      const key = keyOf(node);
      if (key === undefined) return;
      for (const { call, isElement } of wrappersIn(node.expression, semantics)) {
        const { callee, origin = "", args } = calledFunction(call, semantics);
        const name = origin.slice("lib.".length);
        const isModule =
          isElement &&
          key === "imports" &&
          name !== "mkMerge" &&
          args.at(-1)?.is("attrset_expression");
        if (isModule) continue;
        report({ at: callee, message: isElement ? "element" : "whole", data: { key, name } });
      }
    },
  },
});

const wrapperNames = /^lib\.(?:mkIf|mkMerge|mkForce|mkDefault|mkOverride)$/;

/** The key, where the binding stands at the top of a module. */
function keyOf(binding: AttributeBinding): string | undefined {
  const path = staticPathOf(binding.attrpath);
  const [key = ""] = path ?? [];
  if (path?.length !== 1 || !/^(?:imports|options|disabledModules)$/.test(key)) return undefined;
  const set = binding.parent?.parent;
  return set && isModuleBody(set) ? key : undefined;
}

interface Wrapper {
  readonly call: Extract<Expression, { readonly kind: "apply_expression" }>;
  readonly isElement: boolean;
}

/** The wrappers that a value is, or that its list holds. */
function* wrappersIn(
  node: Expression,
  semantics: Semantics,
  isElement = false,
): Generator<Wrapper> {
  const inner = unwrapped(node);
  switch (inner.kind) {
    case "let_expression":
    case "with_expression":
      return yield* wrappersIn(inner.body, semantics, isElement);
    case "if_expression":
      yield* wrappersIn(inner.consequence, semantics, isElement);
      return yield* wrappersIn(inner.alternative, semantics, isElement);
    case "list_expression":
      // A list in the list is no list of modules.
      if (!isElement)
        for (const element of inner.elements) yield* wrappersIn(element, semantics, true);
      return;
    case "binary_expression":
      if (inner.operator !== "++") return;
      yield* wrappersIn(inner.left, semantics, isElement);
      return yield* wrappersIn(inner.right, semantics, isElement);
    case "apply_expression": {
      const { origin = "", args } = calledFunction(inner, semantics);
      if (wrapperNames.test(origin)) yield { call: inner, isElement };
      const last = args.at(-1);
      if (origin === "lib.optionals" && args.length === 2 && last)
        return yield* wrappersIn(last, semantics);
      if (origin === "lib.optional" && args.length === 2 && last)
        return yield* wrappersIn(last, semantics, true);
      return;
    }
    default:
  }
}
