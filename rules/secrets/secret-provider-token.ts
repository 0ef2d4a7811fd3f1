import {
  defineRule,
  findTokens,
  isAccessTokenPlace,
  isAllowed,
  mayHoldToken,
  placeOf,
  readString,
  secretHints,
  secretAttributes,
  severityHere,
  spansOfPart,
  spansOfAttribute,
  textSecrets,
  type StringNode,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "secret-provider-token",
  summary: "a token of a known provider in the source",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 9.8, cwe: [798] },
  messages: {
    inString:
      "A secret stands here, {what} (`{shown}`): it ends in /nix/store, readable by every local user and every cache.",
    inComment:
      "This comment holds a secret, {what} (`{shown}`): whoever reads the repository can use it.",
    inFile:
      "This file holds a secret, {what} (`{shown}`): whoever reads the repository can use it.",
    named:
      "`{option}` holds a secret, {what}: it ends in /nix/store, readable by every local user and every cache.",
  },
  docs: {
    why: "Scanners find a token within minutes of its publication, and whoever has it acts as you: it pushes code, rents machines, reads mail. In Nix it is also in the store, where every local user, every builder and every binary cache can read it, and old generations keep it. Revoke it first; then deliver its successor at run time (sops-nix, agenix, `EnvironmentFile`) and take it out of the history.",
    examples: [
      {
        bad: '{ environment.variables.GH_TOKEN = "ghp_NotAToken0NotAToken1NotAToken2NotATo"; }\n',
        good: "{ config, ... }:\n{ systemd.services.x.serviceConfig.EnvironmentFile = config.sops.secrets.gh.path; }\n",
      },
    ],
    traps: [
      {
        good: '{ environment.variables.AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE"; }\n',
        because: "the vendor's own sample opens nothing",
      },
      {
        good: '{ text = "abcdef.0123456789abcdef"; }\n',
        because: "only a name that speaks of the provider makes this shape a token",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/798.html"],
  },
  checkText(context) {
    const { source, report } = context;
    for (const { what, shown, start, end, isMinor } of textSecrets(context).tokens) {
      const at = { start, end };
      if (isAllowed(source, at)) continue;
      const severity = severityHere(context, [], isMinor ? "info" : "error");
      report({ at, message: "inFile", data: { what, shown }, severity, redact: [at] });
    }
  },
  visit: {
    source_code(_, context) {
      const { tree, source, report } = context;
      for (const attribute of secretAttributes(context)) {
        const { verdict, names, provider } = attribute;
        if (verdict !== "named-token") continue;
        report({
          ...spansOfAttribute(attribute),
          message: "named",
          data: { option: names.join("."), what: provider ?? "token" },
          severity: severityHere(context, names, "error"),
        });
      }
      if (!secretHints(context).tokens) return;
      for (const kind of ["string_expression", "indented_string_expression"] as const) {
        for (const node of tree.nodesOfKind(kind)) reportString(node);
      }
      for (const comment of tree.comments) {
        const [token] = mayHoldToken(comment.text) ? findTokens(comment.text) : [];
        if (!token || isAllowed(source, comment)) continue;
        const { what, shown, start, end, isMinor } = token;
        const from = comment.start + Buffer.byteLength(comment.text.slice(0, start));
        const at = { start: from, end: from + Buffer.byteLength(comment.text.slice(start, end)) };
        const severity = severityHere(context, [], isMinor ? "info" : "error");
        const redact = [{ start: from, end: comment.end }];
        report({ at, message: "inComment", data: { what, shown }, severity, redact });
      }

      function reportString(node: StringNode): void {
        if (!mayHoldToken(node.text)) return;
        const string = readString(node);
        for (const { what, shown, start, end, isMinor } of findTokens(string.text)) {
          const spans = spansOfPart(string, start, end);
          if (isAllowed(source, spans.at)) continue;
          const { names } = placeOf(node);
          if (isAccessTokenPlace(names, string.text)) continue;
          const severity = severityHere(context, names, isMinor ? "info" : "error");
          report({ ...spans, message: "inString", data: { what, shown }, severity });
          // One finding a literal: on a string of one line the first token speaks for all.
          if (spans.at.start === node.start) break;
        }
      }
    },
  },
});
