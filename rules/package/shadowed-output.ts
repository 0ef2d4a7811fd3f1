import {
  attributesOf,
  constantString,
  defineRule,
  derivationCalls,
  unwrapped,
  valueOf,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "shadowed-output",
  summary: "an attribute of a derivation that is called like one of its outputs",
  category: "package",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  parity: ["tvix:W011"],
  messages: {
    shadowed: "`{name}` is an output of this derivation: the value given to it is lost.",
  },
  docs: {
    why: "The builder finds the path of each output in the variable of its name. An attribute of that name is overwritten by the path, so that its value never arrives.",
    examples: [
      {
        bad: '{ stdenv }: stdenv.mkDerivation { name = "tool"; outputs = [ "out" "dev" ]; dev = "/dev/null"; }\n',
        good: '{ stdenv }: stdenv.mkDerivation { name = "tool"; outputs = [ "out" "dev" ]; device = "/dev/null"; }\n',
      },
    ],
    traps: [
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "tool"; outputs = [ "out" "dev" ]; man = "tool.1"; }\n',
        because: "it has no output `man`",
      },
    ],
  },
  mentions: ["outputs"],
  visit: {
    source_code(_node, { tree, semantics, hasSyntaxError, report }) {
      if (hasSyntaxError) return;
      for (const { attributes } of derivationCalls(semantics)) {
        const value = valueOf(attributes, "outputs");
        const list = value && unwrapped(value);
        if (list?.kind !== "list_expression") continue;
        const outputs = new Set(
          list.elements.map((element) =>
            element.kind === "string_expression" ? constantString(tree, element.row) : undefined,
          ),
        );
        for (const { name, nameNode } of attributesOf(attributes)) {
          if (outputs.has(name)) report({ at: nameNode, message: "shadowed", data: { name } });
        }
      }
    },
  },
});
