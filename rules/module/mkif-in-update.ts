import {
  bindingAround,
  calledFunction,
  defineRule,
  holdsComment,
  unwrapped,
  type AnyNode,
  type BinaryExpression,
  type Expression,
  type OfferedFix,
  type Semantics,
} from "../../src/rule/index.ts";

/** What the functions give is a set with a `_type`: no set of definitions to be updated. */
const wrappers: ReadonlySet<string> = new Set(
  `mkIf mkMerge mkForce mkDefault mkOverride mkOptionDefault mkVMOverride mkImageMediaOverride mkBefore mkAfter
  mkOrder`
    .split(/\s+/)
    .map((name) => `lib.${name}`),
);

export default defineRule({
  id: "mkif-in-update",
  summary: "`//` on the result of `mkIf`, `mkMerge` or `mkForce`",
  category: "module",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  messages: {
    left: "`//` adds keys to the wrapper that `{name}` makes: the definitions on its right are dropped without a word.",
    right:
      "`//` keeps the wrapper that `{name}` makes: the definitions on its left are dropped without a word.",
  },
  docs: {
    why: "`mkIf` gives a set with the keys `_type`, `condition` and `content`. `//` puts the other side's keys beside them, and the module system looks at `content` alone: half of the configuration is gone, with no error.",
    examples: [
      {
        bad: "{ config, lib, ... }:\n{\n  config = { services.openssh.enable = true; } // lib.mkIf config.my.web { services.nginx.enable = true; };\n}\n",
        good: "{ config, lib, ... }:\n{\n  config = lib.mkMerge [ { services.openssh.enable = true; } (lib.mkIf config.my.web { services.nginx.enable = true; }) ];\n}\n",
      },
    ],
    traps: [
      {
        good: '{ config, lib, ... }:\n{ environment.variables = { A = "1"; } // lib.optionalAttrs config.my.web { B = "2"; }; }\n',
        because: "`optionalAttrs` gives a plain set",
      },
      {
        good: "{ config, lib, ... }:\n{ systemd = { services = lib.mkIf config.my.web { }; } // { timers = { }; }; }\n",
        because: "the wrapper is the value of a key",
      },
      {
        good: "{ lib, ... }:\nlet mkIf = condition: value: if condition then value else { };\nin { services = { } // mkIf true { }; }\n",
        because: "this `mkIf` is the file's own",
      },
    ],
    fixSafety:
      "`mkMerge` brings back the definitions that were dropped until now. Where both sides define the same option, `//` kept one and `mkMerge` asks them to agree.",
    references: ["https://nixos.org/manual/nixos/stable/#sec-option-definitions-merging"],
  },
  mentions: ["mk"],
  visit: {
    binary_expression(node, { semantics, report }) {
      if (node.operator !== "//") return;
      for (const side of ["left", "right"] as const) {
        const operand = unwrapped(node[side]);
        if (!operand.is("apply_expression")) continue;
        const { origin = "", callee } = calledFunction(operand, semantics);
        if (!wrappers.has(origin)) continue;
        report({
          at: callee,
          message: side,
          data: { name: origin.slice("lib.".length) },
          fix: fixOf(node, callee, semantics),
        });
      }
    },
  },
});

/** Makes a list of all operands of the chain. Priorities would reach further than before: no fix there. */
function fixOf(
  node: BinaryExpression,
  callee: Expression,
  semantics: Semantics,
): OfferedFix | undefined {
  const chain = wholeChain(node);
  const operands = operandsOf(chain);
  const areMergeable = operands.every((operand) => {
    const inner = unwrapped(operand);
    if (inner.is("attrset_expression")) return true;
    if (!inner.is("apply_expression")) return false;
    const { origin = "" } = calledFunction(inner, semantics);
    return /^lib\.(?:mkIf|mkMerge|optionalAttrs|mapAttrs'?|genAttrs|listToAttrs)$/.test(origin);
  });
  const merge = spellMerge(callee, semantics);
  if (!areMergeable || merge === undefined || operands.length < 2) return undefined;
  const [first] = operands;
  const last = operands.at(-1);
  if (!first || !last) return undefined;
  const isArgument = chain.parent?.is("apply_expression", "list_expression") === true;
  const edits = operands.flatMap((operand, index) => {
    const open = operand.is("apply_expression") ? "(" : "";
    const close = open && ")";
    const previous = operands[index - 1];
    const between = previous && { start: previous.end, end: operand.start };
    if (between && holdsComment(node.tree, between)) return [undefined];
    const before = between ? [{ span: operatorSpan(between, node), newText: "" }] : [];
    return [
      ...before,
      ...(open ? [{ span: { start: operand.start, end: operand.start }, newText: open }] : []),
      ...(close ? [{ span: { start: operand.end, end: operand.end }, newText: close }] : []),
    ];
  });
  if (edits.includes(undefined)) return undefined;
  return {
    title: "Merge with `mkMerge`",
    edits: [
      {
        span: { start: chain.start, end: chain.start },
        newText: `${isArgument ? "(" : ""}${merge} [ `,
      },
      ...edits.filter((edit) => edit !== undefined),
      { span: { start: chain.end, end: chain.end }, newText: ` ]${isArgument ? ")" : ""}` },
    ],
  };
}

function wholeChain(node: BinaryExpression): BinaryExpression {
  let chain = node;
  for (;;) {
    const { parent } = chain;
    if (!parent?.is("binary_expression") || parent.operator !== "//") return chain;
    chain = parent;
  }
}

function operandsOf(node: Expression): Expression[] {
  const isUpdate = node.is("binary_expression") && node.operator === "//";
  return isUpdate ? [...operandsOf(node.left), ...operandsOf(node.right)] : [node];
}

/** The operator with the blanks behind it: the ones in front separate the elements. */
function operatorSpan(
  { start, end }: { readonly start: number; readonly end: number },
  { tree }: AnyNode,
): { readonly start: number; readonly end: number } {
  const between = tree.source.slice(start, end);
  const operator = between.indexOf("//");
  const behind = between.slice(operator + 2);
  const blanks = behind.length - behind.trimStart().length;
  return { start: start + operator, end: start + operator + 2 + blanks };
}

/** `mkMerge` as the file would write it next to the wrapper; nothing where no such name is at hand. */
function spellMerge(callee: Expression, semantics: Semantics): string | undefined {
  if (callee.is("select_expression")) return `${callee.expression.text}.mkMerge`;
  const resolution = semantics.resolve(callee);
  const bound = bindingAround("mkMerge", callee, semantics);
  if (resolution?.kind === "dynamic") return bound ? undefined : "mkMerge";
  const source = bound?.definition.is("inherit_from") ? bound.definition.expression : undefined;
  return source && semantics.originOf(source) === "lib" ? "mkMerge" : undefined;
}
