import {
  defineOptionRule,
  listensOnAll,
  openService,
  optionPath,
  plainText,
  severityOf,
} from "../../src/rule/index.ts";

const addressName =
  /^(?:(?:listen|bind)[-_]?(?:address|addresses|addr|host|ip|on)?|host|hostname|address|ip|http_addr|http[-_]?address|server[-_]address|HTTP_ADDR|listenHost|webAddress|ROCKET_ADDRESS|HOST)$/i;

/** Services that are made to be reached, that have their own rule, or that ask for keys or certificates. */
const silent = new Set(
  `openssh nginx httpd caddy traefik haproxy lighttpd varnish bind unbound dnsmasq coredns blocky knot kresd nsd pdns-recursor
  powerdns adguardhome pihole-ftl resolved technitium-dns-server postfix dovecot2 maddy stalwart stalwart-mail realm radicle exim opensmtpd ntp chrony
  openvpn wireguard tailscale strongswan zerotierone murmur minecraft-server minecraft-servers syncthing redis mongodb elasticsearch
  opensearch memcached etcd influxdb postgresql printing samba samba-wsdd nfs avahi tor i2pd bitcoind xrdp kea radvd mosquitto
  ttyd hostapd coturn livekit hysteria dae sing-box xray v2ray shadowsocks pixiecore atftpd tftpd`.split(
    /\s+/,
  ),
);

export default defineOptionRule({
  id: "bind-all-interfaces",
  summary: "a service that listens on all addresses",
  category: "network",
  severity: "warning",
  confidence: "low",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  security: { score: 4.6, cwe: [1327] },
  messages: {
    open: "`{option}` makes the service listen on all addresses, and it asks for no login.",
    login:
      "`{option}` makes the service listen on all addresses: only the firewall keeps others out.",
  },
  docs: {
    why: "Behind a proxy a service needs loopback only. On all addresses nothing but the firewall stands between it and the network, and a port that is opened for another reason, or a firewall that is switched off for an hour, is enough. Services without a login of their own are a warning.",
    examples: [
      {
        bad: '{ services.ollama.host = "0.0.0.0"; }\n',
        good: '{ services.ollama.host = "127.0.0.1"; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.nginx.virtualHosts.a.listen = [ { addr = "0.0.0.0"; port = 80; } ]; }\n',
        because: "a web server is there to be reached",
      },
      {
        good: '{ services.x.settings.allowed_hosts = "*"; }\n',
        because: "that is no address to listen on",
      },
    ],
    whenNotToUse: "On hosts whose firewall is looked after elsewhere.",
    references: ["https://cwe.mitre.org/data/definitions/1327.html"],
  },
  paths: ["services.**"],
  ephemeral: "silent",
  check(setting, { report, module, settingsOf }) {
    const { folded, option, span } = setting;
    const path = optionPath(setting);
    if (silent.has(path[1] ?? "") || !addressName.test(path.at(-1) ?? "")) return;
    const text = plainText(folded);
    if (text === undefined || text === "*" || !listensOnAll(text)) return;
    const name = path.slice(1, -1).join(".");
    const service = openService(name);
    const prefix = `services.${name}.`;
    const isProtected = module.definitions.some((other) =>
      (service?.protections ?? []).some((each) => other.path.join(".").startsWith(prefix + each)),
    );
    const isOpened =
      service?.firewall !== undefined &&
      settingsOf(prefix + service.firewall).some((found) => plainText(found.folded) === "true");
    // Then `service-unauthenticated-exposed` says so.
    if (isOpened && !isProtected) return;
    const isOpen = service !== undefined && !isProtected;
    report({
      at: span,
      message: isOpen ? "open" : "login",
      data: { option },
      severity: severityOf(isOpen ? "medium" : "info"),
    });
  },
});
