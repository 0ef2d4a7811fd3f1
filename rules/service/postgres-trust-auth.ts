import {
  defineOptionRule,
  isSampleFile,
  linesOf,
  PLACEHOLDER,
  severityOf,
  stringsOf,
  type Level,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "postgres-trust-auth",
  summary: "a PostgreSQL that trusts connections",
  category: "service",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8.0, cwe: [306] },
  messages: {
    network: "`{option}` lets `{address}` log in as any database user without a password.",
    local: "`{option}` lets every user of this machine log in as any database user.",
    clear: "`{option}` has `{address}` send passwords in clear text.",
    md5: "`{option}` has `{address}` log in with MD5, which a listener can use again.",
  },
  docs: {
    why: "With `trust` a connection is enough: whoever reaches the port reads, changes and deletes every table, and as superuser runs programs on the host.",
    examples: [
      {
        bad: '{ services.postgresql.authentication = "host all all 10.0.0.0/8 trust"; }\n',
        good: '{ services.postgresql.authentication = "host app app 10.0.0.5/32 scram-sha-256"; }\n',
      },
    ],
    traps: [
      {
        good: "{\n  services.postgresql.authentication = ''\n    # host all all 0.0.0.0/0 trust\n    local all all peer\n  '';\n}\n",
        because: "one line is a comment, the other asks the kernel who connects",
      },
    ],
    whenNotToUse: "Clients need a password, or a user of their own on the machine, afterwards.",
    references: ["https://www.postgresql.org/docs/current/auth-trust.html"],
  },
  paths: ["services.postgresql.authentication"],
  check({ value, option }, { path, report, semantics }) {
    const isAway = isSampleFile(path);
    let hasLocal = false;
    for (const { text, at } of stringsOf(value, semantics).flatMap(linesOf)) {
      const line = readLine(text);
      const found = line && judge(line);
      if (!line || !found) continue;
      const level = isAway ? "low" : found.level;
      const severity = severityOf(level);
      if (found.message === "local") {
        // Such lines come in groups, for sockets and both loopback addresses.
        if (!hasLocal) report({ at, message: "local", data: { option }, severity });
        hasLocal = true;
      } else
        report({ at, message: found.message, data: { option, address: line.address }, severity });
    }
  },
});

interface AccessLine {
  readonly type: string;
  readonly address: string;
  readonly method: string;
}

/** A line of `pg_hba.conf`; `undefined` for comments and for what is not known. */
function readLine(text: string): AccessLine | undefined {
  const words = text.replace(/#.*$/, "").trim().split(/\s+/);
  const [type = "", , , fourth = "", fifth = "", sixth = ""] = words;
  if (type === "local") return { type, address: "", method: fourth };
  if (!/^host(?:no)?(?:ssl|gssenc)?$/.test(type) || fourth.includes(PLACEHOLDER)) return undefined;
  return /^\d+(?:\.\d+){3}$/.test(fourth) && /^\d+(?:\.\d+){3}$/.test(fifth)
    ? { type, address: `${fourth} ${fifth}`, method: sixth }
    : { type, address: fourth, method: fifth };
}

interface Judged {
  readonly message: "network" | "local" | "clear" | "md5";
  readonly level: Level;
}

function judge({ type, address, method }: AccessLine): Judged | undefined {
  const isLocal =
    type === "local" || /^(?:127\.|::1(?:\/128)?$|localhost$|samehost$)/.test(address);
  switch (method) {
    case "trust":
      if (isLocal) return { message: "local", level: "low" };
      return { message: "network", level: levelOf(address) };
    case "password":
      return isLocal || type === "hostssl" ? undefined : { message: "clear", level: "medium" };
    case "md5":
      return isLocal ? undefined : { message: "md5", level: "info" };
    default:
      return undefined;
  }
}

function levelOf(address: string): Level {
  if (/^(?:0\.0\.0\.0\/0|::\/0|all|10\.0\.0\.0\/8|0\.0\.0\.0 0\.0\.0\.0)$/.test(address))
    return "critical";
  return /\/(?:32|128)$| 255\.255\.255\.255$/.test(address) ? "medium" : "high";
}
