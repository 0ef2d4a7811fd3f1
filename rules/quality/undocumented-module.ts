import {
  constantKey,
  defineRule,
  isSamplePath,
  isTestPath,
  unwrapped,
  type ApplyExpression,
  type Expression,
  type Semantics,
  type SyntaxTree,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "undocumented-module",
  summary: "a module whose options are not described, without a comment at its head",
  category: "quality",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  messages: {
    undocumented:
      "None of the {count} options that this module declares is described, and no comment at its head says what it is for.",
    one: "The option that this module declares is not described, and no comment at its head says what it is for.",
  },
  docs: {
    why: "Whoever imports the module has to read its code to learn what its options do, and generated option lists stay empty.",
    examples: [
      {
        bad: "{ lib, ... }:\n{\n  options.port = lib.mkOption { default = 80; };\n}\n",
        good: '{ lib, ... }:\n{\n  options.port = lib.mkOption { default = 80; description = "Port to listen on."; };\n}\n',
      },
    ],
    traps: [
      {
        good: "# Serves the files of a folder.\n{ lib, ... }:\n{\n  options.port = lib.mkOption { default = 80; };\n}\n",
        because: "a comment at the head says what it is for",
      },
      {
        good: '{ lib, ... }:\n{\n  options.enable = lib.mkEnableOption "files";\n  options.port = lib.mkOption { };\n}\n',
        because: "one of the options is described",
      },
      {
        good: "{ lib, ... }:\n{\n  options.state = lib.mkOption { internal = true; };\n}\n",
        because: "the option is no one else's business",
      },
    ],
    whenNotToUse: "With `undescribed-option`, which names each option.",
  },
  visit: {
    source_code({ expression }, { hasSyntaxError, path, semantics, tree, report }) {
      if (hasSyntaxError || !expression || tree.nameIdFor("mkOption") === 0) return;
      if (isTestPath(path) || isSamplePath(path)) return;
      if (hasHeadComment(expression, tree) || describesElsewhere(tree)) return;
      const declared = tree.nodesOfKind("apply_expression").filter(isMkOption(semantics));
      const visible = declared.filter((call) => !isHidden(call) && !isExtension(call));
      const [first] = visible;
      if (!first || declared.some(isDescribed)) return;
      const at = first.function;
      if (visible.length === 1) report({ at, message: "one" });
      else report({ at, message: "undocumented", data: { count: visible.length } });
    },
  },
});

function isMkOption(semantics: Semantics): (call: ApplyExpression) => boolean {
  return ({ function: callee }) => semantics.originOf(callee) === "lib.mkOption";
}

/** `mkEnableOption`, `mkPackageOption` and functions of one's own that are named alike describe what they make. */
function describesElsewhere(tree: SyntaxTree): boolean {
  return tree
    .nodesOfKind("identifier")
    .some(({ text }) => /^mk\w*(?:Option|Opt)s?(?:MD|Default)?$/.test(text) && text !== "mkOption");
}

function isDescribed({ argument }: ApplyExpression): boolean {
  const keys = keysOf(argument);
  return !keys || keys.has("description");
}

function isHidden({ argument }: ApplyExpression): boolean {
  const keys = keysOf(argument);
  return keys !== undefined && (keys.has("internal") || keys.has("visible"));
}

/** An option that is declared elsewhere, and gets more options or values here. */
function isExtension({ argument }: ApplyExpression): boolean {
  const keys = keysOf(argument);
  if (keys?.size !== 1 || !keys.has("type")) return false;
  const names = argument.tree.nodesOfKindWithin("identifier", argument.row);
  return names.some(({ text }) => /^(?:submodule\w*|enum)$/.test(text));
}

/** The keys of a literal set; `undefined` where there may be more. */
function keysOf(node: Expression): ReadonlySet<string> | undefined {
  const set = unwrapped(node);
  if (!set.is("attrset_expression", "rec_attrset_expression")) return undefined;
  const keys = new Set<string>();
  for (const item of set.bindingSet?.bindings ?? []) {
    const attributes =
      item.kind === "binding" ? item.attrpath.attrs.slice(0, 1) : (item.attrs?.attrs ?? []);
    for (const attribute of attributes) {
      const key = constantKey(set.tree, attribute.row);
      if (key === undefined) return undefined;
      keys.add(key);
    }
  }
  return keys;
}

/** Whether a comment stands before what the module gives. */
function hasHeadComment(expression: Expression, tree: SyntaxTree): boolean {
  let body = expression;
  while (body.is("function_expression", "with_expression", "parenthesized_expression")) {
    body = body.kind === "parenthesized_expression" ? body.expression : body.body;
  }
  const first = body.is("attrset_expression") ? body.bindingSet?.start : undefined;
  const comment = tree.comments.find(({ text }) => !/^#+\s*nixaudit:/.test(text));
  return comment !== undefined && comment.start < (first ?? body.start);
}
