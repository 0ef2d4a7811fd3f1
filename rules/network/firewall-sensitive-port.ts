import {
  definesBelow,
  defineOptionRule,
  isOptedInto,
  openedPorts,
  sensitiveService,
  severityOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "firewall-sensitive-port",
  summary:
    "a port of a data store, remote desktop or management interface that is open on every interface",
  category: "network",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 6.3, cwe: [668] },
  messages: {
    open: "Port {ports}, of {service}, is open on every interface.",
    several: "Ports {ports}, of {service}, are open on every interface.",
  },
  docs: {
    why: "Databases, remote desktops and management interfaces are scanned for all day, and many of them ask for no password, or a weak one. They are made for a network where everybody is known.",
    examples: [
      {
        bad: "{ networking.firewall.allowedTCPPorts = [ 5432 ]; }\n",
        good: "{ networking.firewall.interfaces.tailscale0.allowedTCPPorts = [ 5432 ]; }\n",
      },
    ],
    traps: [
      {
        good: "{ config, lib, ... }: { networking.firewall.allowedTCPPorts = lib.mkIf config.services.x.openFirewall [ 445 ]; }\n",
        because: "a module that leaves it to an option opens nothing by itself",
      },
      {
        good: "{ networking.firewall.allowedTCPPorts = [ 22 80 443 3000 8080 9090 ]; }\n",
        because: "what listens on the ports of the web is anyone's guess",
      },
    ],
    whenNotToUse:
      "A file server in a home network has only one interface: suppress it there. Once the port is bound to one interface, clients on others no longer get through.",
    references: ["https://nixos.org/manual/nixos/stable/#sec-firewall"],
  },
  paths: ["networking.firewall.allowedTCPPorts"],
  check(setting, { report, semantics, settingsOf, isSetTo, module }) {
    // Where nothing is closed, `firewall-disabled` says so once.
    if (isOptedInto(setting) || isSetTo("networking.firewall.enable", false)) return;
    const found = openedPorts(setting, semantics, settingsOf);
    const byService = new Map<string, typeof found>();
    for (const opened of found) {
      const { name, notWith } = sensitiveService(opened.port) ?? {};
      if (notWith !== undefined && definesBelow(module, notWith)) continue;
      if (name !== undefined) byService.set(name, [...(byService.get(name) ?? []), opened]);
    }
    for (const [service, opened] of byService) {
      const [first] = opened;
      if (!first) continue;
      report({
        at: first.node,
        message: opened.length === 1 ? "open" : "several",
        data: { service, ports: opened.map(({ port }) => port).join(", ") },
        severity: severityOf(
          opened.some(({ port }) => sensitiveService(port)?.isOpen) ? "high" : "medium",
        ),
      });
    }
  },
});
