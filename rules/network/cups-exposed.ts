import {
  defineOptionRule,
  elementsOf,
  hostKindOf,
  plainText,
  severityOf,
  siblingsOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "cups-exposed",
  summary: "a print server that everyone on the network may use",
  category: "network",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.6, cwe: [1327] },
  messages: {
    exposed: "CUPS listens on every interface, and `services.printing.allowFrom` lets everyone in.",
  },
  docs: {
    why: "CUPS parses documents and printer descriptions of strangers, and has run their commands more than once. With a browser for network printers beside it, one packet from anywhere was enough.",
    examples: [
      {
        bad: '{ services.printing = { listenAddresses = [ "*:631" ]; allowFrom = [ "all" ]; }; }\n',
        good: '{ services.printing = { listenAddresses = [ "*:631" ]; allowFrom = [ "192.168.1.0/24" ]; }; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.printing = { listenAddresses = [ "localhost:631" ]; allowFrom = [ "all" ]; }; }\n',
        because: "only the machine itself gets there",
      },
    ],
    whenNotToUse:
      "A print server for guests. With a list of networks in `allowFrom`, machines elsewhere can no longer print.",
    references: [
      "https://nvd.nist.gov/vuln/detail/CVE-2024-47176",
      "https://www.cups.org/doc/security.html",
    ],
  },
  paths: ["services.printing.listenAddresses"],
  check(setting, context) {
    const { report, semantics } = context;
    const allowsAll = siblingsOf(setting, ["allowFrom"], context).some(({ value }) =>
      elementsOf(value, semantics).some(({ text }) => text?.toLowerCase() === "all"),
    );
    const open = elementsOf(setting.value, semantics).find(({ text }) => {
      const host = /^(.*):\d+$/.exec(text ?? "")?.[1];
      return host !== undefined && hostKindOf(host) === "any";
    });
    if (!allowsAll || !open) return;
    const isBrowsing = siblingsOf(setting, ["browsed.enable"], context).some(
      ({ folded }) => plainText(folded) === "true",
    );
    const severity = severityOf(isBrowsing ? "high" : "medium");
    report({ at: open.node, message: "exposed", severity });
  },
});
