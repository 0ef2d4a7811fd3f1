import { defineOptionRule, elementsOf, hostKindOf, severityOf } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "container-insecure-registry",
  summary: "a container registry without TLS",
  category: "container",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.3, cwe: [319] },
  messages: { insecure: "Images from `{registry}` come without TLS, or with any certificate." },
  docs: {
    why: "Whoever sits between the host and the registry puts other images in place of those that were asked for, and reads the login on the way.",
    examples: [
      {
        bad: '{ virtualisation.docker.daemon.settings.insecure-registries = [ "reg:5000" ]; }\n',
        good: "{ virtualisation.docker.daemon.settings.insecure-registries = [ ]; }\n",
      },
    ],
    traps: [
      {
        good: '{ virtualisation.docker.daemon.settings.insecure-registries = [ "localhost:5000" "127.0.0.1:5001" ]; }\n',
        because: "nothing leaves the machine",
      },
    ],
    whenNotToUse:
      "A registry on a private network is reported as info. Without the exception images are not pulled until the registry has a certificate that the host trusts.",
    references: ["https://docs.docker.com/reference/cli/dockerd/#insecure-registries"],
  },
  paths: [
    "virtualisation.docker.daemon.settings.insecure-registries",
    "virtualisation.docker.rootless.daemon.settings.insecure-registries",
    "virtualisation.containers.registries.insecure",
  ],
  ephemeral: "same",
  check(setting, { report, semantics }) {
    for (const { node, text } of elementsOf(setting.value, semantics)) {
      if (text === undefined || text === "") continue;
      const host = /^(?:https?:\/\/)?(\[[^\]]*\]|[^:/]*)/.exec(text)?.[1] ?? "";
      const kind = hostKindOf(host);
      if (kind === "loopback") continue;
      const severity = severityOf(kind === "private" ? "low" : "medium");
      report({ at: node, message: "insecure", data: { registry: text }, severity });
    }
  },
});
