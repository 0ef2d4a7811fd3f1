import {
  definesBelow,
  defineOptionRule,
  elementsOf,
  isInnerInterface,
  severityOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "firewall-trusted-interface",
  summary: "a physical or container interface that goes round the firewall",
  category: "network",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.6, cwe: [284] },
  messages: {
    physical:
      "Everything that comes in through `{name}` is let through, from whoever is on that network.",
    container: "Everything that containers send through `{name}` is let through.",
  },
  docs: {
    why: "Packets from a trusted interface pass the firewall unseen. On a network card that means every device in the same network, or on the internet; on a bridge of containers it means each program that was taken over in one.",
    examples: [
      {
        bad: '{ networking.firewall.trustedInterfaces = [ "eth0" ]; }\n',
        good: "{ networking.firewall.interfaces.eth0.allowedTCPPorts = [ 443 ]; }\n",
      },
    ],
    traps: [
      {
        good: '{ networking.firewall.trustedInterfaces = [ "tailscale0" "wg0" "virbr0" "lo" ]; }\n',
        because: "who is in the VPN was let in",
      },
    ],
    whenNotToUse:
      "The inner side of a router, reported as info where the file sets up address translation. Without trust, every port that others use has to be listed for the interface.",
    references: ["https://nixos.org/manual/nixos/stable/#sec-firewall"],
  },
  paths: ["networking.firewall.trustedInterfaces"],
  check(setting, { report, semantics, module }) {
    const isRouter = routing.some((option) => definesBelow(module, option));
    for (const { node, text: name } of elementsOf(setting.value, semantics)) {
      if (name === undefined || isInnerInterface(name)) continue;
      const isContainer = /^(?:docker0|br-|podman|cni|veth)/.test(name);
      if (!isContainer && !/^(?:en|eth|wl|ww|bond|lan|wan)/.test(name)) continue;
      const severity = severityOf(isRouter || isContainer ? "low" : "medium");
      report({
        at: node,
        message: isContainer ? "container" : "physical",
        data: { name },
        severity,
      });
    }
  },
});

const routing = [
  "networking.nat",
  "networking.nftables.ruleset",
  "networking.nftables.tables",
  "services.kea",
  "services.hostapd",
];
