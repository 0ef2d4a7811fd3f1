import {
  defineRule,
  findTokens,
  findUrlCredentials,
  INTERPOLATION,
  isInDevelopmentShell,
  isAllowed,
  placeOf,
  readString,
  severityHere,
  spansOfPart,
  isLoopbackHost,
} from "../../src/rule/index.ts";

export default defineRule({
  id: "url-embedded-credentials",
  summary: "a user and password inside of a URL",
  category: "secrets",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.4, cwe: [522] },
  messages: {
    url: "This URL of `{host}` holds a password: it ends in /nix/store, readable by every local user and every cache.",
    local: "This URL holds a password that is the user's name, for a service on this machine.",
  },
  docs: {
    why: "Whoever reads the store or the repository logs in at that host; programs also write the URLs that they use into logs and show them in the list of processes. Take the whole URL from a file (`repositoryFile`, `EnvironmentFile`) or the password from `netrc`.",
    examples: [
      {
        bad: '{ services.restic.backups.x.repository = "rest:https://u:s3cr3t-value@host.example.org/"; }\n',
        good: "{ config, ... }:\n{ services.restic.backups.x.repositoryFile = config.sops.secrets.restic-repo.path; }\n",
      },
    ],
    traps: [
      {
        good: '{ config, ... }:\n{ a = "https://user:pass@example.org"; b = "postgres://me:$PASSWORD@db"; c = "https://me:<password>@db"; d = "https://me:${config.x}@db"; }\n',
        because: "these are placeholders and references",
      },
      {
        good: '{ a = "ssh://git@host:22/x"; b = "http://host:8080/@scope/x"; }\n',
        because: "a port is no password",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/522.html"],
  },
  visit: {
    source_code(_, context) {
      const { tree, source, report } = context;
      const whole = source.slice(0, source.bytes.length);
      if (!/:\/\/[^\s/"']{1,300}@/.test(whole)) return;
      for (const kind of ["string_expression", "indented_string_expression"] as const) {
        for (const node of tree.nodesOfKind(kind)) {
          if (!node.text.includes("://")) continue;
          const string = readString(node);
          const found = findUrlCredentials(string.text);
          if (found.length === 0) continue;
          const { names, isDescription } = placeOf(node);
          if (isDescription) continue;
          const tokens = findTokens(string.text);
          const confidence = string.text.includes(INTERPOLATION) ? "low" : "medium";
          for (const { start, end, host, isLocalDefault } of found) {
            if (tokens.some((token) => token.start < end && start < token.end)) continue;
            const spans = spansOfPart(string, start, end);
            if (isAllowed(source, spans.at)) continue;
            const isLocal = isLocalDefault || isLoopbackHost(host.replace(/:\d+$/, ""));
            // The throw-away database of a developer.
            if (isLocal && isInDevelopmentShell(node)) continue;
            // A password that only this machine asks for is worth little to whoever reads it elsewhere.
            const severity = severityHere(context, names, isLocal ? "info" : "error");
            const shared = { ...spans, severity, confidence } as const;
            if (isLocalDefault) report({ ...shared, message: "local" });
            else
              report({
                ...shared,
                message: "url",
                data: { host: host.replaceAll(INTERPOLATION, "…") },
              });
            if (spans.at.start === node.start) break;
          }
        }
      }
    },
  },
});
