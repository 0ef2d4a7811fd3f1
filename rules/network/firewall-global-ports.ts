import {
  defineOptionRule,
  isOptedInto,
  openedPorts,
  sensitiveService,
  Type,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "firewall-global-ports",
  summary: "a port that is open on every interface",
  category: "network",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  security: { score: 0.8, cwe: [668] },
  messages: {
    open: "`{option}` opens port {ports} on every interface.",
    several: "`{option}` opens the ports {ports} on every interface.",
  },
  options: Type.Object({
    public: Type.Array(Type.Integer(), {
      default: [22, 80, 443],
      description: "Ports that are open to everyone on purpose.",
    }),
  }),
  docs: {
    why: "Most services are for one network: the house, the VPN, the other hosts. A list without an interface opens the port on all of them, also on those that are added later.",
    examples: [
      {
        bad: "{ networking.firewall.allowedTCPPorts = [ 9000 ]; }\n",
        good: "{ networking.firewall.interfaces.wg0.allowedTCPPorts = [ 9000 ]; }\n",
      },
    ],
    traps: [
      {
        good: "{ networking.firewall.allowedTCPPorts = [ 22 80 443 ]; }\n",
        because: "these are public, as the option `public` says",
      },
      {
        good: "{ networking.firewall.allowedTCPPorts = [ 5432 ]; }\n",
        because: "`firewall-sensitive-port` reports it",
      },
    ],
    whenNotToUse: "On hosts with a single interface, or with another firewall before them.",
    references: ["https://nixos.org/manual/nixos/stable/#sec-firewall"],
  },
  paths: ["networking.firewall.allowedTCPPorts", "networking.firewall.allowedUDPPorts"],
  check(setting, { report, semantics, settingsOf, options }) {
    if (isOptedInto(setting)) return;
    const { option, path, name } = setting;
    const isTcp = path.at(-1) === "allowedTCPPorts";
    const ports = openedPorts(setting, semantics, settingsOf)
      .map(({ port }) => port)
      .filter((port) => !options.public.includes(port) && !(isTcp && sensitiveService(port)));
    if (ports.length === 0) return;
    report({
      at: name,
      message: ports.length === 1 ? "open" : "several",
      data: { option, ports: ports.join(", ") },
    });
  },
});
