import {
  containerPaths,
  defineOptionRule,
  elementsOf,
  isOnHostNetwork,
  maskedText,
  PLACEHOLDER,
  plainText,
  siblingsOf,
  stringsOf,
  type Edit,
  type Expression,
  type Semantics,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "container-publish-all-interfaces",
  summary: "a published container port that goes round the firewall of NixOS",
  category: "container",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 6.2, cwe: [1327] },
  messages: {
    published: "Port {ports} is published on every interface, whatever the firewall says.",
    several: "Ports {ports} are published on every interface, whatever the firewall says.",
  },
  docs: {
    why: "The container runtime rewrites the address of a packet before the firewall's input chain sees it, so a port that the firewall keeps shut is open to the network. A login that only the reverse proxy asks for is gone round the same way.",
    examples: [
      {
        bad: '{ virtualisation.oci-containers.containers.a.ports = [ "8087:8087" ]; }\n',
        good: '{ virtualisation.oci-containers.containers.a.ports = [ "127.0.0.1:8087:8087" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ ip, ... }: { virtualisation.oci-containers.containers.a.ports = [ "${ip}:1:1" "[::1]:8080:80" ]; }\n',
        because: "the addresses are given",
      },
      {
        good: '{ virtualisation.oci-containers.containers.proxy.ports = [ "80:80" "443:443/tcp" ]; }\n',
        because: "the ports of the web are open on purpose",
      },
    ],
    fixSafety: "The fix binds the port to loopback: direct access from the network ends.",
    references: [
      "https://github.com/NixOS/nixpkgs/issues/111852",
      "https://docs.docker.com/engine/network/packet-filtering-firewalls/",
    ],
  },
  // Ports of Home Manager's rootless containers go through a program on the host, which the firewall does hold back.
  paths: containerPaths("ports").filter((path) => !path.startsWith("services.podman")),
  ephemeral: "same",
  check(setting, context) {
    const { report, isSetTo, settingsOf, semantics } = context;
    if (isOnHostNetwork(setting, context)) return;
    if (siblingsOf(setting, ["podman.user"], context).length > 0) return;
    const daemon = "virtualisation.docker.daemon.settings";
    if (isSetTo(`${daemon}.iptables`, false) || settingsOf(`${daemon}.ip`).length > 0) return;
    const elements = elementsOf(setting.value, semantics);
    const found = elements.flatMap(({ node }) => publishedPort(node, semantics) ?? []);
    const [first] = found;
    if (!first) return;
    report({
      at: first.node,
      message: found.length === 1 ? "published" : "several",
      data: { ports: found.map(({ port }) => port).join(", ") },
      related: found
        .slice(1)
        .map(({ node, port }) => ({ at: node, message: `Port ${port} as well.` })),
      fix: {
        title: "Bind the port to loopback",
        edits: found.flatMap(({ edit }) => edit ?? []),
      },
    });
  },
});

/** The port that an element publishes on every interface. */
function publishedPort(
  node: Expression,
  semantics: Semantics,
): { node: Expression; port: string; edit: Edit | undefined } | undefined {
  const [string] = stringsOf(node, semantics);
  const isPlain = string !== undefined && string.start === node.start;
  const text = isPlain ? maskedText(string).trim() : plainText(semantics.fold(node));
  if (text === undefined) return undefined;
  const whole = text.replace(/\/(?:tcp|udp|sctp)$/, "");
  const fields = whole.replace(/^\[[^\]]*\]/, (ip) => ip.replaceAll(":", ";")).split(":");
  const [address = "", middle = ""] = fields;
  const isUnbound = fields.length <= 2;
  if (!isUnbound && !/^(?:0\.0\.0\.0|\[;;\])$/.test(address)) return undefined;
  const port = isUnbound ? address : middle;
  // The name of a variable may stand for an address and a port in one.
  if (port.includes(PLACEHOLDER) && (fields.length === 1 || !isPort(node.text))) return undefined;
  if (/^(?:80|443)$/.test(port)) return undefined;
  const computed = /\$\{(?:toString )?([^{}]*)\}/.exec(node.text)?.[1] ?? "…";
  const shown = port.replaceAll(new RegExp(`${PLACEHOLDER}+`, "g"), `\`${computed}\``);
  if (!isPlain) return { node, port: shown, edit: undefined };
  const start = string.start + (string.kind === "string_expression" ? 1 : 2);
  const end = start + (isUnbound ? 0 : Buffer.byteLength(address) + 1);
  const prefix = fields.length === 1 ? "127.0.0.1::" : "127.0.0.1:";
  return { node, port: shown, edit: { span: { start, end }, newText: prefix } };
}

function isPort(text: string): boolean {
  return /port/i.test(text) && !/addr|listen|host|bind|\bip/i.test(text);
}
