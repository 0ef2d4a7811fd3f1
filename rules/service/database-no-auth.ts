import {
  defineOptionRule,
  hostKindOf,
  isLoopbackHost,
  isNo,
  isYes,
  optionPath,
  plainText,
  settingsBeside,
  severityOf,
} from "../../src/rule/index.ts";

/** Databases by the option that says where they listen, and the settings with which they ask who is there. */
const protections: Readonly<Record<string, readonly string[]>> = {
  mongodb: ["enableAuth"],
  elasticsearch: ["extraConf"],
  opensearch: ["settings.plugins", "extraCmdLineOptions"],
  memcached: ["extraOptions"],
  etcd: ["clientCertAuth"],
};

export default defineOptionRule({
  id: "database-no-auth",
  summary: "a database that other machines reach without a password",
  category: "service",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8, cwe: [306] },
  parity: ["lynis:DBS-1820"],
  messages: {
    open: "`{option}` makes {name} listen beyond this machine, and it asks for no password.",
    off: "`{option}` lets everyone who reaches InfluxDB read and write.",
  },
  docs: {
    why: "Whoever reaches the port reads, changes and deletes everything in it: searching the net for open databases is a business, and so is the ransom for what was in them. Bind to loopback, or switch authentication on and give the password as a file. On a private address it is a warning.",
    examples: [
      {
        bad: '{ services.mongodb = { enable = true; bind_ip = "0.0.0.0"; }; }\n',
        good: '{ services.mongodb = { enable = true; bind_ip = "0.0.0.0"; enableAuth = true; initialRootPasswordFile = "/run/secrets/mongo"; }; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.mongodb = { enable = true; bind_ip = "127.0.0.1"; }; }\n',
        because: "only this machine reaches it",
      },
      {
        good: '{ services.etcd.listenClientUrls = [ "https://10.0.0.1:2379" "http://127.0.0.1:2379" ]; }\n',
        because: "one is for this machine, the other has TLS",
      },
    ],
    whenNotToUse: "Clients need the password, or an address on this machine, afterwards.",
    references: ["https://cwe.mitre.org/data/definitions/306.html"],
  },
  paths: [
    "services.mongodb.bind_ip",
    "services.elasticsearch.listenAddress",
    "services.opensearch.settings.network.host",
    "services.memcached.listen",
    "services.influxdb.extraConfig.http.auth-enabled",
    "services.etcd.listenClientUrls",
    "services.etcd.listenClientUrls[]",
  ],
  check(setting, context) {
    const { option, folded, span, value } = setting;
    const name = optionPath(setting)[1] ?? "";
    if (name === "influxdb") {
      if (isNo(plainText(folded)))
        context.report({
          at: span,
          message: "off",
          data: { option },
          severity: severityOf("medium"),
        });
      return;
    }
    const beside = settingsBeside(setting, 2, context);
    const isAsked = (protections[name] ?? []).some(
      (protection) =>
        beside.has(protection) && (protection !== "enableAuth" || !isNo(beside.text(protection))),
    );
    if (isAsked || (beside.has("enable") && !isYes(beside.text("enable") ?? "true"))) return;
    const texts =
      name === "etcd" && value.is("list_expression")
        ? value.elements.map((element) => plainText(context.semantics.fold(element)))
        : [plainText(folded)];
    for (const host of texts.flatMap((text) => hostsOf(name, text ?? "127.0.0.1"))) {
      if (isLoopbackHost(host)) continue;
      const severity = severityOf(hostKindOf(host) === "private" ? "medium" : "high");
      context.report({ at: span, message: "open", data: { option, name }, severity });
      return;
    }
  },
});

/** The hosts that an address or a list of them names; of etcd those without TLS. */
function hostsOf(name: string, text: string): readonly string[] {
  const hosts = text.split(",").map((host) => host.trim().replace(/^_?local_?$/, "localhost"));
  if (name !== "etcd") return hosts;
  return hosts.flatMap((url) => /^http:\/\/(\[[^\]]*\]|[^:/]*)/.exec(url)?.[1] ?? []);
}
