import { defineOptionRule, isYes, plainText, severityOf } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "grafana-anonymous-admin",
  summary: "anonymous access to Grafana",
  category: "service",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.5, cwe: [306] },
  messages: {
    admin: "`{option}` makes everyone who reaches Grafana its administrator.",
    editor:
      "`{option}` lets everyone who reaches Grafana change dashboards and query every source.",
    viewer: "`{option}` lets everyone who reaches Grafana see its dashboards.",
  },
  docs: {
    why: "An administrator of Grafana reads every data source behind it, their passwords' use included, and adds plugins and users. An editor may send any query to a source.",
    examples: [
      {
        bad: '{ services.grafana.settings."auth.anonymous" = { enabled = true; org_role = "Admin"; }; }\n',
        good: '{ services.grafana.settings."auth.anonymous".enabled = false; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.grafana.settings."auth.anonymous" = { enabled = false; org_role = "Admin"; }; }\n',
        because: "nobody gets in without a login",
      },
    ],
    whenNotToUse: "For dashboards that are meant for the public. Viewers have to log in otherwise.",
    references: [
      "https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/grafana/",
    ],
  },
  paths: [
    "services.grafana.settings.*.enabled",
    "services.grafana.settings.auth.anonymous.enabled",
    "services.grafana.auth.anonymous.enable",
  ],
  check({ option, folded, path, span }, { report, settingsOf }) {
    if (!option.includes("auth.anonymous.") || !isYes(plainText(folded))) return;
    const roleOption = `${path.slice(0, -1).join(".")}.org_role`;
    const [role] = settingsOf(roleOption);
    const name = role && plainText(role.folded)?.toLowerCase();
    const message = name === "admin" ? "admin" : name === "editor" ? "editor" : "viewer";
    report({ at: span, message, data: { option }, severity: severityOf(levels[message]) });
  },
});

const levels = { admin: "critical", editor: "high", viewer: "low" } as const;
