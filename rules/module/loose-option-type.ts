import {
  defineRule,
  isHiddenOption,
  optionCallOf,
  optionTypeOf,
  type Expression,
  type OptionCall,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "loose-option-type",
  summary: "an option whose type takes any value",
  category: "module",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  parity: ["astlog:no-types-unspecified"],
  messages: { loose: "The type `{type}` of the option `{name}` takes any value." },
  docs: {
    why: "A misspelled key or a value of the wrong kind is not refused where it is set: it fails far away, or ends in a generated file as it is.",
    examples: [
      {
        bad: '{ lib, ... }:\n{\n  options.my.shares = lib.mkOption {\n    type = lib.types.listOf lib.types.anything;\n    description = "Folders to share.";\n  };\n}\n',
        good: '{ lib, ... }:\n{\n  options.my.shares = lib.mkOption {\n    type = lib.types.listOf lib.types.path;\n    description = "Folders to share.";\n  };\n}\n',
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{ options.my.settings = lib.mkOption { type = lib.types.attrsOf lib.types.anything; }; }\n",
        because: "the settings of a program are free in form",
      },
      {
        good: "{ lib, ... }:\n{\n  options.my.hook = lib.mkOption {\n    # A function of the package set.\n    type = lib.types.raw;\n  };\n}\n",
        because: "a comment says what is in it",
      },
      {
        good: "{ lib, ... }:\n{ options.my.overlayFunction = lib.mkOption { type = lib.types.raw; }; }\n",
        because: "there is no better type for a function",
      },
      {
        good: "{ lib, ... }:\n{ options.my.cache = lib.mkOption { type = lib.types.anything; internal = true; }; }\n",
        because: "nobody else sets it",
      },
    ],
  },
  mentions: ["mkOption"],
  visit: {
    apply_expression(node, context) {
      const option = optionCallOf(node, context);
      if (!option || option.isHelper || isHiddenOption(option)) return;
      const type = option.attributes.get("type")?.value;
      if (!type || isFreeInForm(option) || hasComment(option)) return;
      const loose = looseType(type, context.semantics);
      if (!loose) return;
      const name = option.name ?? "*";
      const at = optionTypeOf(type, context.semantics)?.node ?? type;
      context.report({ at, message: "loose", data: { type: loose, name } });
    },
  },
});

const anyType = /^(?:unspecified|anything|raw)$/;
const wrappers = /^(?:nullOr|listOf|attrsOf|lazyAttrsOf)$/;

/** How the type is read: `listOf anything`. */
function looseType(type: Expression, semantics: Semantics): string | undefined {
  const found = optionTypeOf(type, semantics);
  if (!found) return undefined;
  if (anyType.test(found.name)) return found.name;
  const [inner] = found.args;
  const loose = inner && wrappers.test(found.name) ? looseType(inner, semantics) : undefined;
  return loose && `${found.name} ${loose.includes(" ") ? `(${loose})` : loose}`;
}

const freeNames =
  /settings|config(?:uration)?s?$|^extra|extra$|args$|arguments$|options$|attrs$|overrides?$|overlays?$|pkgs$|packages?$|modules?$|function$|lib$|inputs$|^(?:data|meta|metadata|nodes?|self|flake|assertions|apply|specialArgs)$/i;

/** Whether a name says that anything goes, or that it holds what no type describes, or nobody sets it. */
function isFreeInForm({ name, attributes }: OptionCall): boolean {
  if (name === undefined || freeNames.test(name)) return true;
  return attributes.get("readOnly")?.value?.text === "true";
}

/** Whether a comment stands by the type. */
function hasComment({ attributes, set }: OptionCall): boolean {
  const type = attributes.get("type")?.definition;
  if (!type) return false;
  const { source, comments } = set.tree;
  const first = source.lineAt(type.start);
  const last = source.lineAt(type.end);
  return comments.some(
    ({ start, end }) => source.lineAt(end) >= first - 1 && source.lineAt(start) <= last,
  );
}
