import {
  containerFlags,
  containerPaths,
  defineOptionRule,
  elementsOf,
  holdsFlags,
  severityOf,
  type ContainerFlag,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "container-host-namespace",
  summary: "a container that shares a namespace of the host",
  category: "container",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.6, cwe: [653] },
  parity: ["trivy:KSV-0009", "trivy:KSV-0010", "checkov:CKV_K8S_17", "checkov:CKV_K8S_19"],
  messages: {
    network:
      "`{option}` puts the container into the host's network, where it reaches what listens on loopback.",
    other: "`{option}` lets the container share the host's {namespace} namespace.",
  },
  docs: {
    why: "A program in the host's network talks to everything that trusts loopback: databases, admin pages, the proxy's back ends. One in the host's process namespace sees, and as root ends or inspects, every process of the machine.",
    examples: [
      {
        bad: '{ virtualisation.oci-containers.containers.a.extraOptions = [ "--network=host" ]; }\n',
        good: '{ virtualisation.oci-containers.containers.a.ports = [ "127.0.0.1:8080:8080" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ virtualisation.oci-containers.containers.a.extraOptions = [ "--network" "backend" ]; }\n',
        because: "the network has a name of its own",
      },
    ],
    whenNotToUse:
      "Programs that find devices by multicast or broadcast need the host's network: suppress those. On a network of its own a container is only reachable through the ports that it publishes.",
    references: [
      "https://docs.docker.com/engine/network/drivers/host/",
      "https://docs.docker.com/engine/containers/run/#pid-settings---pid",
    ],
  },
  paths: containerPaths("extraOptions", "networks", "network", "network_mode"),
  ephemeral: "same",
  check(setting, { report, semantics }) {
    const { option } = setting;
    if (!holdsFlags(setting)) {
      const host = elementsOf(setting.value, semantics).find(({ text }) => text === "host");
      if (host) report({ at: host.node, message: "network", data: { option } });
      return;
    }
    const flags = containerFlags(setting, semantics);
    const isConfined =
      flags.some(({ name, value }) => name === "--cap-drop" && /^all$/i.test(value ?? "")) &&
      flags.some(({ name, value }) => name === "--read-only" && value !== "false");
    for (const flag of flags) {
      const namespace = hostNamespaceOf(flag);
      if (namespace === undefined) continue;
      const isGrave = /^(?:pid|ipc|userns)$/.test(namespace);
      const severity = severityOf(isConfined ? "low" : isGrave ? "high" : "medium");
      if (namespace === "network")
        report({ at: flag.at, message: "network", data: { option }, severity });
      else report({ at: flag.at, message: "other", data: { option, namespace }, severity });
    }
  },
});

function hostNamespaceOf({ name, value }: ContainerFlag): string | undefined {
  if (value !== "host") return undefined;
  const match = /^--(net(?:work)?|pid|ipc|uts|userns|cgroupns)$/.exec(name);
  return match?.[1] === "net" ? "network" : match?.[1];
}
