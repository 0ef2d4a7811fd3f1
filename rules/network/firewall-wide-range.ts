import {
  definesBelow,
  defineOptionRule,
  isInnerInterface,
  severityOf,
  type Folded,
  type Level,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "firewall-wide-range",
  summary: "a wide range of ports that is open to the network",
  category: "network",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.8, cwe: [284] },
  messages: { wide: "`{option}` opens {count} ports: {from} to {to}." },
  docs: {
    why: "Whatever happens to listen on one of thousands of ports is open to the network, today's programs and those of next year. With all ports in the range there is no firewall.",
    examples: [
      {
        bad: "{ networking.firewall.allowedTCPPortRanges = [ { from = 1; to = 65535; } ]; }\n",
        good: "{ networking.firewall.allowedTCPPortRanges = [ { from = 50100; to = 50110; } ]; }\n",
      },
    ],
    traps: [
      {
        good: "{ networking.firewall.allowedUDPPortRanges = [ { from = 60000; to = 61000; } ]; }\n",
        because: "mosh takes a port out of that range for each session",
      },
      {
        good: "{ networking.firewall.interfaces.wg0.allowedTCPPortRanges = [ { from = 1; to = 65535; } ]; }\n",
        because: "who is in the VPN was let in",
      },
    ],
    whenNotToUse:
      "Programs that pick any port, such as games, need a range: suppress it with the name of the program. In a narrower one a connection fails when all its ports are taken.",
    references: ["https://nixos.org/manual/nixos/stable/#sec-firewall"],
  },
  paths: ["networking.firewall", "networking.firewall.interfaces.*"].flatMap((firewall) => [
    `${firewall}.allowedTCPPortRanges[].from`,
    `${firewall}.allowedUDPPortRanges[].from`,
  ]),
  check({ path, folded, site, span }, { report, module, settingsOf }) {
    const list = path.slice(0, -2);
    const option = list.join(".");
    if (path[2] === "interfaces" && isInnerInterface(path[3] ?? "")) return;
    const end = settingsOf(`${option}[].to`).find(
      (other) => other.site.parent?.row === site.parent?.row,
    );
    const from = numberOf(folded);
    const to = end && numberOf(end.folded);
    if (!end || from === undefined || to === undefined) return;
    const level = levelOf(from, to);
    if (!level) return;
    if (option.endsWith("UDPPortRanges")) {
      if (knownUdpRanges.some((known) => known.from <= from && to <= known.to)) return;
    } else if (passiveFtp.some((server) => definesBelow(module, server))) return;
    report({
      at: {
        start: Math.min(span.start, end.span.start),
        end: Math.max(span.end, end.span.end),
      },
      message: "wide",
      data: { option, count: to - from + 1, from, to },
      severity: severityOf(level),
    });
  },
});

function numberOf(folded: Folded): number | undefined {
  return folded.known && folded.value.type === "integer" ? Number(folded.value.value) : undefined;
}

function levelOf(from: number, to: number): Level | undefined {
  const count = to - from + 1;
  if (count > 10_000 || (from <= 1 && to >= 65_535)) return "critical";
  if (count > 1000) return "medium";
  return count > 100 ? "low" : undefined;
}

/** Ranges in which programs take a port for each session: mosh; RTP and TURN. Source: their manuals, RFC 6335. */
const knownUdpRanges = [
  { from: 60_000, to: 61_000 },
  { from: 49_152, to: 65_535 },
];

/** FTP servers, which take a port out of a range for each transfer. */
const passiveFtp = ["services.vsftpd", "services.proftpd", "services.pure-ftpd"];
