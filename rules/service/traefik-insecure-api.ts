import {
  defineOptionRule,
  elementsOf,
  isYes,
  plainText,
  removeSetting,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "traefik-insecure-api",
  summary: "a Traefik dashboard or API without authentication",
  category: "service",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 5.4, cwe: [306] },
  messages: {
    open: "`{option}` shows everyone who reaches Traefik's port 8080 its API and dashboard.",
    flag: "`--api.insecure` shows everyone who reaches Traefik's port 8080 its API and dashboard.",
  },
  docs: {
    why: "The API tells every route, service and address behind the proxy: the map for whoever looks for the one that was never meant to be found.",
    examples: [
      {
        bad: "{\n  services.traefik.staticConfigOptions.api.insecure = true;\n  services.traefik.staticConfigOptions.api.dashboard = true;\n}\n",
        good: "{\n  services.traefik.staticConfigOptions.api.dashboard = true;\n}\n",
      },
    ],
    traps: [
      {
        good: "{ services.traefik.staticConfigOptions.api.insecure = false; }\n",
        because: "that is the default",
      },
    ],
    fixSafety:
      "The fix takes the setting out: the dashboard goes away until a router with a login leads to it.",
    references: ["https://doc.traefik.io/traefik/operations/api/"],
  },
  paths: [
    "services.traefik.staticConfigOptions.api.insecure",
    "services.traefik.static.settings.api.insecure",
    "virtualisation.oci-containers.containers.*.cmd",
  ],
  check(setting, { report, semantics }) {
    const { option, folded, span, value, path } = setting;
    if (path.at(-1) === "cmd") {
      for (const { node, text } of elementsOf(value, semantics)) {
        if (/^--api\.insecure(?:=true)?$/i.test(text ?? "")) report({ at: node, message: "flag" });
      }
    } else if (isYes(plainText(folded))) {
      report({
        at: span,
        message: "open",
        data: { option },
        fix: removeSetting(setting, "Take the setting out"),
      });
    }
  },
});
