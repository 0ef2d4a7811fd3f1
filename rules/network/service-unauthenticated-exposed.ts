import {
  defineOptionRule,
  isOptedInto,
  isYes,
  listensOnAll,
  openedPorts,
  openService,
  openServicePaths,
  optionPath,
  plainText,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "service-unauthenticated-exposed",
  summary: "a service without a login that is open to the network",
  category: "network",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.8, cwe: [306] },
  messages: {
    open: "`services.{name}` asks nobody for a password, listens on all addresses, and its port {port} is open.",
  },
  docs: {
    why: "Everyone on the network uses the service, and on a rented machine that is everyone: their models run on your hardware, your metrics tell them what runs here, and some of these services run commands. Put a proxy with a login before it, or let it listen on loopback or a VPN only. Judged by what one file says of the service and the firewall.",
    examples: [
      {
        bad: '{ services.ollama = { enable = true; host = "0.0.0.0"; openFirewall = true; }; }\n',
        good: '{ services.ollama = { enable = true; host = "0.0.0.0"; }; networking.firewall.interfaces.tailscale0.allowedTCPPorts = [ 11434 ]; }\n',
      },
    ],
    traps: [
      {
        good: "{ services.ollama = { enable = true; openFirewall = true; }; }\n",
        because: "it listens on loopback unless it is told otherwise",
      },
      {
        good: '{ services.prometheus = { enable = true; webConfigFile = "/run/secrets/web.yml"; }; networking.firewall.allowedTCPPorts = [ 9090 ]; }\n',
        because: "it asks for a password",
      },
      {
        good: '{ services.prometheus.exporters.node = { enable = true; openFirewall = true; firewallFilter = "-i wg0 -p tcp -m tcp --dport 9100"; }; }\n',
        because: "only one interface is let in",
      },
    ],
    whenNotToUse: "In a network where everyone may use it.",
    references: ["https://cwe.mitre.org/data/definitions/306.html"],
  },
  paths: openServicePaths,
  check(setting, { report, module, semantics, settingsOf }) {
    const name = optionPath(setting).slice(1, -1).join(".");
    const service = openService(name);
    if (!service || isOptedInto(setting)) return;
    const find = (option: string) => settingsOf(`services.${name}.${option}`)[0];
    const textOf = (option: string) => {
      const found = find(option);
      return found && plainText(found.folded);
    };
    const prefix = `services.${name}.`;
    const isProtected = module.definitions.some(({ path }) => {
      const option = path.join(".");
      return service.protections.some((each) => option.startsWith(prefix + each));
    });
    if (isProtected || (find("enable") !== undefined && !isYes(textOf("enable")))) return;
    const address = find(service.address);
    const isOnAll = address
      ? listensOnAll(plainText(address.folded) ?? "")
      : service.isOpenByDefault && isYes(textOf("enable"));
    if (!isOnAll) return;
    const port = Number(textOf("port") ?? service.port);
    const firewall = service.firewall === undefined ? undefined : find(service.firewall);
    const isLetIn = firewall !== undefined && isYes(plainText(firewall.folded));
    const isOpen =
      isLetIn ||
      settingsOf("networking.firewall.enable").some(
        ({ folded }) => plainText(folded) === "false",
      ) ||
      settingsOf("networking.firewall.allowedTCPPorts").some((ports) =>
        openedPorts(ports, semantics, settingsOf).some((opened) => opened.port === port),
      );
    if (!isOpen) return;
    const at = (isLetIn ? firewall : (address ?? find("enable") ?? setting)).span;
    report({ at, message: "open", data: { name, port } });
  },
});
