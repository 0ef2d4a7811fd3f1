import {
  defineRule,
  secretAttributes,
  severityHere,
  spansOfAttribute,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "plaintext-secret",
  summary: "a secret in clear text under an attribute that is named for it",
  category: "secrets",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8.2, cwe: [798] },
  messages: {
    plain:
      "`{option}` holds a secret in clear text: it ends in /nix/store, readable by every local user and every cache.",
    withSibling:
      "`{option}` holds a secret in clear text, which ends in /nix/store, readable by every local user and every cache; `{sibling}` keeps it out.",
  },
  docs: {
    why: "Every value of a configuration ends in the store: readable by every local user, kept by old generations, copied to builders and caches, and in the history of the repository. Set the option beside it that takes a file (`passwordFile`), hand the secret to the unit with `LoadCredential`, write it into a file at activation (`sops.templates`), or use the service's own indirection, such as `$__file{…}` or `!secret`. The value has to be changed as well: it was readable.",
    examples: [
      {
        bad: '{ services.zigbee2mqtt.settings.mqtt.password = "s3cr3t-value"; }\n',
        good: '{ services.zigbee2mqtt.settings.mqtt.password = "!secret mqtt_password"; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.x.passwordFile = "/run/secrets/x"; }\n',
        because: "a path of a file outside of the store is what it should be",
      },
      {
        good: '{ services.x.settings = { apiKey = "AZURE_API_KEY"; access_token = "12h"; api-key = "api-key"; }; }\n',
        because: "the name of a variable, a duration and the name of an entry are no secrets",
      },
    ],
    whenNotToUse:
      "Where the values are made up, such as in a folder of samples, ignore the folder in the configuration.",
    references: ["https://cwe.mitre.org/data/definitions/798.html"],
  },
  visit: {
    source_code(_, context) {
      for (const attribute of secretAttributes(context)) {
        const { verdict, names, sibling } = attribute;
        if (verdict !== "plain") continue;
        const spans = spansOfAttribute(attribute);
        const severity = severityHere(context, names, "error");
        const option = names.join(".");
        if (sibling === undefined)
          context.report({ ...spans, message: "plain", data: { option }, severity });
        else
          context.report({ ...spans, message: "withSibling", data: { option, sibling }, severity });
      }
    },
  },
});
