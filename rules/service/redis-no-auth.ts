import {
  defineOptionRule,
  isLoopbackHost,
  isNo,
  optionPath,
  plainText,
  severityOf,
  settingsBeside,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "redis-no-auth",
  summary: "a Redis that is reachable without a password",
  category: "service",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8.1, cwe: [306] },
  parity: ["lynis:DBS-1884", "lynis:DBS-1888"],
  messages: {
    open: "`{option}` makes Redis listen beyond this machine, and it asks for no password.",
    unprotected: "`{option}` takes away what keeps a Redis without a password from other machines.",
  },
  docs: {
    why: "Whoever reaches the port reads and changes everything in it, and can have Redis write files: a key for SSH, a line for cron. An address to listen on switches off its protected mode.",
    examples: [
      {
        bad: '{ services.redis.servers.a = { enable = true; port = 6379; bind = "0.0.0.0"; }; }\n',
        good: '{ services.redis.servers.a = { enable = true; port = 6379; bind = "127.0.0.1"; }; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.redis.servers.a = { enable = true; bind = "0.0.0.0"; }; }\n',
        because: "a named server has no port unless it is given one",
      },
      {
        good: '{ services.redis.servers.a = { port = 6379; bind = null; requirePassFile = "/run/secrets/redis"; }; }\n',
        because: "it asks for a password",
      },
    ],
    whenNotToUse: "Clients need the password, or the path of the socket, afterwards.",
    references: ["https://redis.io/docs/latest/operate/oss_and_stack/management/security/"],
  },
  paths: [
    "services.redis.servers.*.bind",
    "services.redis.servers.*.settings.protected-mode",
    "services.redis.bind",
  ],
  check(setting, context) {
    const { option, folded, span } = setting;
    const path = optionPath(setting);
    const isOld = path.length === 3;
    const beside = settingsBeside(setting, isOld ? 2 : 4, context);
    if (
      beside.has("requirePass", "requirePassFile", "settings.requirepass", "settings.aclfile") ||
      beside.has("settings.user")
    )
      return;
    const port = beside.text("port") ?? beside.text("settings.port");
    const hasDefaultPort = isOld || path[3] === "";
    if (port === "0" || (port === undefined && !beside.has("port") && !hasDefaultPort)) return;
    if (path.at(-1) === "protected-mode") {
      if (isNo(plainText(folded)) && !beside.has("bind"))
        context.report({
          at: span,
          message: "unprotected",
          data: { option },
          severity: severityOf("low"),
        });
      return;
    }
    if (!folded.known) return;
    const hosts = (plainText(folded) ?? "").split(/\s+/).filter((host) => host !== "");
    const isOpen =
      folded.value.type === "null" || hosts.some((host) => !isLoopbackHost(host) && !isInner(host));
    if (isOpen) context.report({ at: span, message: "open", data: { option } });
  },
});

/** The bridge of Docker or Podman, which containers of this machine only are on. */
function isInner(host: string): boolean {
  return /^-|^(?:172\.17|10\.88)\.0\.1$/.test(host);
}
