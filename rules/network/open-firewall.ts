import { defineOptionRule, plainText } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "open-firewall",
  summary: "a service that opens its own port on every interface",
  category: "network",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  security: { score: 0.6, cwe: [668] },
  messages: { opens: "`{option}` opens the ports of the service on every interface." },
  docs: {
    why: "Which ports a host has open stands in many modules then, not in one list. This rule makes that list.",
    examples: [
      {
        bad: "{ services.jellyfin.openFirewall = true; }\n",
        good: "{ networking.firewall.interfaces.lan0.allowedTCPPorts = [ 8096 ]; }\n",
      },
    ],
    traps: [
      {
        good: "{ services.openssh.openFirewall = true; }\n",
        because: "that is the default",
      },
      { good: "{ services.jellyfin.openFirewall = false; }\n", because: "nothing is opened" },
    ],
    whenNotToUse: "Where services are meant to be public: it is an inventory, not a fault.",
    references: ["https://nixos.org/manual/nixos/stable/#sec-firewall"],
  },
  paths: ["services", "programs"].flatMap((root) =>
    ["*", "*.*", "*.*.*"].map((service) => `${root}.${service}.openFirewall`),
  ),
  check({ option, path, folded, span }, { report }) {
    if (path[1] === "openssh" || plainText(folded) !== "true") return;
    report({ at: span, message: "opens", data: { option } });
  },
});
