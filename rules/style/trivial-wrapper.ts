import {
  defineRule,
  unwrapped,
  type Expression,
  type FunctionExpression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "trivial-wrapper",
  summary: "a local name that only renames or wraps a function of `lib` or `builtins`",
  category: "style",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    renamed: "`{name}` is `{origin}` under another name.",
    wrapped: "`{name}` only hands its arguments to `{origin}`.",
  },
  docs: {
    why: "Everyone knows what `lib.mkIf` does, and no one what `whenEnabled` does before looking it up. A second name for a function that all of Nix knows is one more thing to learn, and adds nothing.",
    examples: [
      {
        bad: "{ lib, config, ... }:\nlet\n  when = condition: content: lib.mkIf condition content;\nin\n{ a = when config.x { b = 1; }; }\n",
        good: "{ lib, config, ... }:\n{ a = lib.mkIf config.x { b = 1; }; }\n",
      },
      {
        bad: '{ lib, xs }:\nlet\n  joined = lib.concatStringsSep;\nin\njoined " " xs\n',
        good: '{ lib, xs }:\nlet\n  inherit (lib) concatStringsSep;\nin\nconcatStringsSep " " xs\n',
      },
    ],
    traps: [
      { good: "{ lib }: let mkIf = lib.mkIf; in mkIf true 1\n", because: "the name is the same" },
      {
        good: '{ lib, xs }: let words = lib.concatStringsSep " "; in words xs\n',
        because: "it gives the function its first argument",
      },
      {
        good: "{ lib }: let flipped = a: b: lib.removePrefix b a; in flipped 1 2\n",
        because: "it changes the order",
      },
      {
        good: "{ lib }: { mkOpt = type: default: lib.mkOption { inherit type default; }; }\n",
        because: "it makes a set of its arguments",
      },
      {
        good: "{ lib }: { when = lib.mkIf; }\n",
        because: "it is part of a library: others may call it",
      },
    ],
  },
  visit: {
    let_expression(node, { semantics, report }) {
      for (const binding of semantics.bindingsOf(node)) {
        const { value, name, nameNode, references } = binding;
        // Unused names are told as such.
        if (!value || references.length === 0) continue;
        const found = wrapped(unwrapped(value), semantics);
        if (!found) continue;
        const { origin, isCall } = found;
        if (!/^(?:lib|builtins)\.[\w'.]+$/.test(origin)) continue;
        const own = origin.slice(origin.lastIndexOf(".") + 1);
        // Types, constants and parts of `lib` are no functions; a name that adds a prefix or a tick is a choice.
        if (name === own || !isFunctionName(origin)) continue;
        report({ at: nameNode, message: isCall ? "wrapped" : "renamed", data: { name, origin } });
      }
    },
  },
});

interface Wrapped {
  readonly origin: string;
  readonly isCall: boolean;
}

/** The function that a value stands for, called with nothing but the arguments in their order. */
function wrapped(value: Expression, semantics: Semantics): Wrapped | undefined {
  if (value.is("select_expression")) {
    const origin = semantics.originOf(value);
    return origin === undefined ? undefined : { origin, isCall: false };
  }
  const functions: FunctionExpression[] = [];
  let body: Expression = value;
  while (body.is("function_expression")) {
    if (!body.universal || body.formals) return undefined;
    functions.push(body);
    body = unwrapped(body.body);
  }
  for (const node of functions.toReversed()) {
    const [binding] = semantics.bindingsOf(node);
    if (!body.is("apply_expression") || binding?.references.length !== 1) return undefined;
    if (binding.references[0]?.node !== unwrapped(body.argument)) return undefined;
    body = unwrapped(body.function);
  }
  if (functions.length === 0 || !body.is("select_expression", "variable_expression"))
    return undefined;
  const origin = semantics.originOf(body);
  return origin === undefined ? undefined : { origin, isCall: true };
}

/** `lib.types`, `lib.licenses.mit`, `lib.version`, `builtins.currentSystem` are values: a short name for them is another matter. */
function isFunctionName(origin: string): boolean {
  return (
    origin.split(".").length === 2 &&
    !/\.(?:types|licenses|platforms|systems|maintainers|teams|kernel|generators|gvariant|strings|lists|attrsets|options|modules|trivial|fileset|filesystem|sources|meta|cli|version|versionSuffix|release|codeName|oldestSupportedRelease|inNixShell|inPureEvalMode|nixpkgsVersion|currentSystem|currentTime|nixVersion|langVersion|nixPath|storeDir|true|false|null|fakeHash|fakeSha256|fakeSha512)$/.test(
      origin,
    )
  );
}
