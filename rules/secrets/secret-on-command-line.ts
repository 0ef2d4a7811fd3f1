import {
  defineRule,
  findCommandLineSecrets,
  findTokens,
  isAllowed,
  placeOf,
  readString,
  severityHere,
  spansOfPart,
} from "../../src/rule/index.ts";

const mayHold = /--(?:pass|token|secret|api-key|auth-?key|access-token)|sshpass|curl|mysql|mariadb/;

/** Where a text is run, or becomes arguments of what is run. */
const runs =
  /^(?:Exec\w{2,20}|script|preStart|postStart|preStop|postStop|reload|text|extraArgs|extraFlags|extraOptions|flags|args|arguments|cmd|command|entrypoint|shellHook|shellAliases|extraUpFlags|extraSetFlags|passwordCommand)$/;

export default defineRule({
  id: "secret-on-command-line",
  summary: "a secret among the arguments of a command",
  category: "secrets",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 6, cwe: [214] },
  messages: {
    literal:
      "A secret follows `{flag}`: it is in /nix/store, and every local user sees it in the list of processes.",
    read: "A secret follows `{flag}`: every local user sees it in the list of processes.",
  },
  docs: {
    why: "The arguments of a process are public on the machine: `ps` shows them to every user, and they end in logs. A literal is in the store on top of that. Most programs take the secret from a file or from standard input (`--password-file`, `--auth-key file:…`, `--netrc-file`), or from the environment that a file brings.",
    examples: [
      {
        bad: '{ systemd.services.up.script = "backup --password s3cr3t-value --all"; }\n',
        good: '{ systemd.services.up.script = "backup --password-file /run/secrets/backup --all"; }\n',
      },
    ],
    traps: [
      {
        good: '{ systemd.services.up.script = "tailscale up --auth-key file:/run/secrets/ts"; }\n',
        because: "the program reads the file itself",
      },
      {
        good: '{ systemd.services.up.script = "x --password \\"$PASSWORD\\" # or --password hunter2"; }\n',
        because: "a variable is no literal, and a comment no command",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/214.html"],
  },
  visit: {
    source_code(_, context) {
      const { tree, source, report } = context;
      if (!mayHold.test(source.slice(0, source.bytes.length))) return;
      for (const kind of ["string_expression", "indented_string_expression"] as const) {
        for (const node of tree.nodesOfKind(kind)) {
          if (!mayHold.test(node.text)) continue;
          const { names, isDescription } = placeOf(node);
          if (isDescription || names.includes("generators")) continue;
          if (!names.slice(-2).some((name) => runs.test(name))) continue;
          const string = readString(node);
          const tokens = findTokens(string.text);
          for (const { flag, start, end, isRead } of findCommandLineSecrets(string.text)) {
            if (tokens.some((token) => token.start < end && start < token.end)) continue;
            const spans = spansOfPart(string, start, end);
            if (isAllowed(source, spans.at)) continue;
            report({
              at: spans.at,
              message: isRead ? "read" : "literal",
              data: { flag },
              severity: severityHere(context, names, isRead ? "info" : "warning"),
              redact: isRead ? [] : spans.redact,
            });
          }
        }
      }
    },
  },
});
