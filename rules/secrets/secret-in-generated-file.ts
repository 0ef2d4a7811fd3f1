import {
  bitsPerCharacter,
  defineRule,
  findTokens,
  isAllowed,
  isHarmless,
  lastNameOf,
  mayHoldToken,
  placeOf,
  readString,
  secretLines,
  severityHere,
  spansOfPart,
  type AnyNode,
} from "../../src/rule/index.ts";

/** People's words are shorter or plainer. */
const SHORTEST = 20;
const LEAST_BITS = 3.7;

const textOptions =
  /^(?:text|extraConfig|configText|config|configFile|settings|extraOptions|conf)$/;
const textFunctions =
  /^(?:writeText|writeTextFile|writeTextDir|writeShellScript|writeShellScriptBin|writeShellApplication|writeScript|writeScriptBin|toFile)$/;

export default defineRule({
  id: "secret-in-generated-file",
  summary: "a secret in the text of a generated file",
  category: "secrets",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.6, cwe: [312] },
  messages: {
    line: "The line of `{key}` holds a secret in clear text: the file is in /nix/store, readable by every local user and every cache.",
  },
  docs: {
    why: "A file that is made from a text of the configuration is a file of the store, whatever mode its copy in /etc has. Render it when the machine is activated: a template of sops-nix, `replace-secret`, `envsubst` in a script before the service starts.",
    examples: [
      {
        bad: '{ environment.etc."app.conf".text = "api_token = nQ4rTz8LmX2vKw7PbY9cJd3F"; }\n',
        good: '{ config, ... }:\n{ environment.etc."app.conf".source = config.sops.templates."app.conf".path; }\n',
      },
    ],
    traps: [
      {
        good: '{ environment.etc."pam.d/x".text = "password required pam_unix.so"; environment.etc.y.text = "password: see the wiki page of the team"; }\n',
        because: "these lines only speak of passwords",
      },
      {
        good: '{ config, ... }:\n{ environment.etc.x.text = "api_token = ${config.sops.placeholder.token}"; }\n',
        because: "the value is put in later",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/312.html"],
  },
  visit: {
    source_code(_, context) {
      const { tree, source, report } = context;
      for (const kind of ["string_expression", "indented_string_expression"] as const) {
        for (const node of tree.nodesOfKind(kind)) {
          if (node.end - node.start < SHORTEST || !/[=:]/.test(node.text)) continue;
          const string = readString(node);
          for (const { key, value, start, end } of secretLines(string.text)) {
            if (!isSecret(value, key) || !isFileText(node)) continue;
            if (mayHoldToken(value) && findTokens(value).length > 0) continue;
            const spans = spansOfPart(string, start, end);
            const { names, isDescription } = placeOf(node);
            if (isDescription || isAllowed(source, spans.at)) continue;
            const severity = severityHere(context, names, "error");
            report({ ...spans, message: "line", data: { key }, severity });
          }
        }
      }
    },
  },
});

function isSecret(value: string, key: string): boolean {
  return (
    value.length >= SHORTEST &&
    !/[\s$(){}]/.test(value) &&
    // A name in a program: `settings.mail.password`.
    !/^[A-Za-z_]\w{0,60}(?:\.[A-Za-z_]\w{0,60}){1,10}$/.test(value) &&
    bitsPerCharacter(value) >= LEAST_BITS &&
    !isHarmless(value, key, "token")
  );
}

/** Whether a string is the text of a file: of an option for such text, or an argument of what writes one. */
function isFileText(node: AnyNode): boolean {
  const { names } = placeOf(node);
  if (textOptions.test(names.at(-1) ?? "")) return true;
  for (const above of node.ancestors()) {
    if (above.is("binding", "function_expression")) return false;
    if (!above.is("apply_expression")) continue;
    let callee: AnyNode = above;
    while (callee.is("apply_expression")) callee = callee.function;
    if (textFunctions.test(lastNameOf(callee))) return true;
  }
  return false;
}
