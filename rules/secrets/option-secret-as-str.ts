import {
  constantTextOf,
  defineRule,
  isString,
  secretKindOf,
  severityHere,
  wordsOf,
} from "../../src/rule/index.ts";

const textTypes = /^(?:(?:lib\.)?types\.)?(?:str|nonEmptyStr|lines|singleLineStr)$/;
const nullable =
  /^\(?(?:(?:lib\.)?types\.)?nullOr\s{1,20}\(?(?:(?:lib\.)?types\.)?(?:str|nonEmptyStr|lines|singleLineStr)\)?\)?$/;

/** A description that says the value is no secret, but leads to one. */
const refers =
  /\b(?:name|path|file|reference|command|identifier|variable|entry|key) (?:of|to|in|for|that|which|where|containing)\b|\bplaceholder\b|\bnot? (?:a )?secret\b|\bpublic\b/i;

export default defineRule({
  id: "option-secret-as-str",
  summary: "an option that takes a secret as a string",
  category: "secrets",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 4.9, cwe: [312] },
  messages: {
    option:
      "The option `{option}` takes a secret as a string, so that it can't but end in /nix/store.",
  },
  docs: {
    why: "Whoever uses the module has no way to keep the secret out of the store: an option's value is part of the evaluation. Offer `<name>File` of type `types.path` beside it or in its place, and let the service read it at run time.",
    examples: [
      {
        bad: "{ lib, ... }:\n{ options.services.x.apiToken = lib.mkOption { type = lib.types.str; }; }\n",
        good: "{ lib, ... }:\n{ options.services.x.apiTokenFile = lib.mkOption { type = lib.types.path; }; }\n",
      },
    ],
    traps: [
      {
        good: "{ lib, ... }:\n{ options.services.x = { password = lib.mkOption { type = lib.types.str; }; passwordFile = lib.mkOption { type = lib.types.path; }; }; }\n",
        because: "the option beside it takes a file",
      },
      {
        path: "nixpkgs/nixos/modules/services/x.nix",
        good: "{ lib, ... }:\n{ options.services.x.apiToken = lib.mkOption { type = lib.types.str; }; }\n",
        because: "a copy of nixpkgs is for its maintainers to judge",
      },
      {
        good: '{ lib, ... }:\n{ options.services.x.token = lib.mkOption { type = lib.types.str; description = "Name of the entry of the secret manager."; }; }\n',
        because: "the name of a secret is none",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/312.html"],
  },
  mentions: ["mkOption"],
  visit: {
    source_code(_, context) {
      const { declarations } = context.module;
      for (const { path, attributes, name } of declarations) {
        const leaf = path.at(-1) ?? "";
        if (!secretKindOf(leaf)) continue;
        const type = (attributes.get("type")?.text ?? "")
          .replace(/^with (?:lib\.)?types;/, "")
          .trim();
        if (!textTypes.test(type) && !nullable.test(type)) continue;
        const description = attributes.get("description");
        const text = description && isString(description) ? constantTextOf(description) : undefined;
        if (text !== undefined && refers.test(text.slice(0, 1000))) continue;
        const owner = path.slice(0, -1).join(".");
        const hasFile = declarations.some(
          (other) =>
            other.path.slice(0, -1).join(".") === owner && takesFile(other.path.at(-1) ?? "", leaf),
        );
        if (hasFile) continue;
        context.report({
          at: name,
          message: "option",
          data: { option: path.join(".") },
          severity: severityHere(context, path, "warning"),
        });
      }
    },
  },
});

/** Whether an option is the one that takes the secret from a file. */
function takesFile(name: string, secret: string): boolean {
  const words = wordsOf(name);
  const ending = words.at(-1) ?? "";
  return (
    /^(?:file|files|path|command)$/.test(ending) &&
    (name.toLowerCase().startsWith(secret.toLowerCase()) ||
      words.some((word) => /^(?:environment|env|credentials?|secrets?)$/.test(word)))
  );
}
