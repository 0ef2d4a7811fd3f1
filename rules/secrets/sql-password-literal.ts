import {
  isInDevelopmentShell,
  defineRule,
  findSqlPasswords,
  isAllowed,
  placeOf,
  readString,
  severityHere,
  severityOf,
  spansOfPart,
} from "../../src/rule/index.ts";

const mayHold = /\b(?:PASSWORD|IDENTIFIED[ \t]+BY)\s{1,20}'/i;

export default defineRule({
  id: "sql-password-literal",
  summary: "the password of a database role in an SQL text",
  category: "secrets",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.5, cwe: [798] },
  messages: {
    password:
      "This SQL text sets a password in clear text: every local user can read it in /nix/store.",
  },
  docs: {
    why: "Whoever reads the store logs in to the database as that role; where the server listens on the network, from anywhere. Roles of services on the same machine need no password: `ensureUsers` with peer authentication. Elsewhere read it from a file, into a variable of psql. While PostgreSQL listens on no network address the finding is a note.",
    examples: [
      {
        bad: '{ pkgs, ... }:\n{ services.mysql.initialScript = pkgs.writeText "init" "CREATE USER x IDENTIFIED BY \'s3cr3t-value\';"; }\n',
        good: '{ services.mysql.ensureUsers = [ { name = "x"; } ]; }\n',
      },
    ],
    traps: [
      {
        good: "{ config, pkgs, ... }:\n{ services.mysql.initialScript = pkgs.writeText \"init\" \"ALTER USER x IDENTIFIED BY '${config.x}'; ALTER ROLE y PASSWORD '$PASSWORD';\"; }\n",
        because: "what is put in is not a literal",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/798.html"],
  },
  visit: {
    source_code(_, context) {
      const { tree, source, report } = context;
      if (!mayHold.test(source.slice(0, source.bytes.length))) return;
      for (const kind of ["string_expression", "indented_string_expression"] as const) {
        for (const node of tree.nodesOfKind(kind)) {
          if (!mayHold.test(node.text)) continue;
          const string = readString(node);
          const { names, isDescription } = placeOf(node);
          if (isDescription) continue;
          for (const { start, end } of findSqlPasswords(string.text)) {
            const spans = spansOfPart(string, start, end);
            if (isAllowed(source, spans.at)) continue;
            const isLocal = isLocalPostgres(names) || isInDevelopmentShell(node);
            const level = isLocal ? severityOf("low") : "warning";
            const severity = severityHere(context, names, level);
            report({ ...spans, message: "password", severity });
          }
        }
      }

      /** PostgreSQL listens on the machine itself unless it is told otherwise. */
      function isLocalPostgres(names: readonly string[]): boolean {
        return (
          names.includes("postgresql") &&
          !context.module.definitions.some(
            ({ path }) =>
              path.join(".") === "services.postgresql.enableTCPIP" ||
              path.join(".") === "services.postgresql.settings.listen_addresses",
          )
        );
      }
    },
  },
});
