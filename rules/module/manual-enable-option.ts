import {
  defineRule,
  holdsComment,
  libSpelling,
  optionCallOf,
  optionTypeOf,
  type Expression,
  type FileContext,
  type OfferedFix,
  type OptionCall,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "manual-enable-option",
  summary: "an `enable` option written out where `mkEnableOption` makes the same",
  category: "module",
  severity: "info",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "safe",
  mentions: ["mkOption"],
  messages: {
    manual: "`{name}` is declared by hand as `mkEnableOption` declares it.",
    similar: "`{name}` is declared by hand much as `mkEnableOption` declares it.",
  },
  docs: {
    why: "`mkEnableOption` is what readers and tools know an on-switch by. Written out, each one may differ in its type, default or wording, and has to be read to be sure that it does not.",
    examples: [
      {
        bad: '{ lib, ... }:\n{\n  options.services.files.enable = lib.mkOption {\n    type = lib.types.bool;\n    default = false;\n    description = "Whether to enable the file server.";\n  };\n}\n',
        good: '{ lib, ... }:\n{\n  options.services.files.enable = lib.mkEnableOption "the file server";\n}\n',
      },
    ],
    traps: [
      {
        good: '{ lib, ... }:\n{\n  options.services.files.enable = lib.mkOption {\n    type = lib.types.nullOr lib.types.bool;\n    default = null;\n    description = "Whether to enable files.";\n  };\n}\n',
        because: "it has three values",
      },
      {
        good: '{ config, lib, ... }:\n{\n  options.services.files.enable = lib.mkOption {\n    type = lib.types.bool;\n    default = config.services.web.enable;\n    description = "Whether to enable files.";\n  };\n}\n',
        because: "what it is by default depends on another option",
      },
      {
        good: '{ lib, ... }:\n{\n  options.services.files.public = lib.mkOption {\n    type = lib.types.bool;\n    default = false;\n    description = "Whether to show files to everyone.";\n  };\n}\n',
        because: "it is not the switch of the module",
      },
    ],
    fixSafety:
      "Safe where the option is the same but for `example = true` in the manual. Unsafe where the description changes its wording, or where other attributes are added with `//`.",
  },
  visit: {
    apply_expression(node, context) {
      const { report, semantics } = context;
      const option = optionCallOf(node, context);
      if (option?.name !== "enable") return;
      const { attributes, at } = option;
      const type = attributes.get("type")?.value;
      if (!type || optionTypeOf(type, semantics)?.name !== "bool") return;
      const standard = attributes.get("default")?.value;
      const isOn = standard && booleanOf(standard, context);
      if (isOn === undefined) return;
      const description = attributes.get("description")?.value;
      const topic = description ? topicOf(description) : nameTopic(option);
      // What the description says beyond "enable this" has no place in `mkEnableOption`.
      if (!topic && isString(description)) return;
      const others = [...attributes].filter(
        ([name, { value }]) =>
          !known.has(name) && !(name === "example" && value && booleanOf(value, context)),
      );
      const isSame = !isOn && topic?.isStandard === true && others.length === 0;
      report({
        at,
        message: isSame ? "manual" : "similar",
        data: { name: nameOf(option) },
        fix: fixOf(option, topic, isOn, isSame, context),
      });
    },
  },
});

const known = new Set(["type", "default", "description"]);

function booleanOf(
  node: Expression,
  { semantics }: Pick<FileContext, "semantics">,
): boolean | undefined {
  const folded = semantics.fold(node);
  return folded.known && folded.value.type === "boolean" ? folded.value.value : undefined;
}

interface Topic {
  /** As it stands in the source, between the quotes. */
  readonly text: string;
  readonly isStandard: boolean;
}

/** What a description says is enabled: `the file server` of "Whether to enable the file server." */
function topicOf(description: Expression): Topic | undefined {
  if (!description.is("string_expression")) return undefined;
  const inner = description.text.slice(1, -1);
  const [, standard] = /^Whether to enable (\S.*)\.$/.exec(inner) ?? [];
  if (standard !== undefined) return { text: standard, isStandard: true };
  const [, similar] = /^(?:whether to )?enables? (\S.*?)\.?$/i.exec(inner) ?? [];
  return similar === undefined ? undefined : { text: similar, isStandard: false };
}

/** Where there is no description, the name above the option says what it is for. */
function nameTopic({ call, at }: OptionCall): Topic | undefined {
  const keys: string[] = [];
  for (const above of call.ancestors()) {
    if (above.is("binding")) keys.unshift(...above.attrpath.attrs.map(({ text }) => text));
    if (keys.length > 1 || above.start > at.start) break;
  }
  const name = keys.at(-2) ?? "";
  return /^[A-Za-z][\w-]*$/.test(name) && name !== "options"
    ? { text: name, isStandard: false }
    : undefined;
}

function isString(node: Expression | undefined): boolean {
  return node?.is("string_expression", "indented_string_expression") ?? false;
}

function nameOf({ call, at }: OptionCall): string {
  const text = call.tree.source.slice(at.start, at.end);
  return /^[\w.'-]{1,80}$/.test(text) ? text : "enable";
}

function fixOf(
  { call, attributes, isHelper }: OptionCall,
  topic: Topic | undefined,
  isOn: boolean,
  isSame: boolean,
  { semantics, tree }: Pick<FileContext, "semantics" | "tree">,
): OfferedFix | undefined {
  const spelling = libSpelling("mkEnableOption", call, semantics);
  if (!topic || !spelling || holdsComment(tree, call) || isHelper) return undefined;
  if (!call.parent?.is("binding")) return undefined;
  const kept: string[] = isOn ? ["default = true;"] : [];
  for (const [name, { value, definition }] of attributes) {
    if (known.has(name)) continue;
    if (name === "example" && value?.text === "true") continue;
    // What is on several lines would have to be laid out anew.
    if (definition.text.includes("\n")) return undefined;
    kept.push(definition.text);
  }
  const extra = kept.length === 0 ? "" : ` // { ${kept.join(" ")} }`;
  return {
    title: "Declare it with `mkEnableOption`",
    ...(isSame ? {} : { safety: "unsafe" as const }),
    edits: [
      {
        span: { start: call.start, end: call.end },
        newText: `${spelling} "${topic.text}"${extra}`,
      },
    ],
  };
}
