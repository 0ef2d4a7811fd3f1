import {
  definesBelow,
  defineOptionRule,
  elementsOf,
  hostKindOf,
  maskedText,
  stringsOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "docker-daemon-tcp",
  summary: "an API of Docker on TCP without a login",
  category: "container",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 9.6, cwe: [306] },
  messages: {
    exposed: "`{option}` serves Docker's API to the network, and asks nobody who they are.",
  },
  docs: {
    why: "Docker's API without TLS client certificates has no login: whoever reaches the port starts a container with the host's root directory in it. Such ports are found within minutes and used to mine coins.",
    examples: [
      {
        bad: '{ virtualisation.docker.daemon.settings.hosts = [ "tcp://0.0.0.0:2375" ]; }\n',
        good: '{ virtualisation.docker.daemon.settings.hosts = [ "unix:///run/docker.sock" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ virtualisation.docker.listenOptions = [ "/run/docker.sock" "127.0.0.1:2375" ]; }\n',
        because: "only the machine itself gets there",
      },
      {
        good: '{\n  virtualisation.docker.daemon.settings = {\n    hosts = [ "tcp://0.0.0.0:2376" ];\n    tlsverify = true;\n  };\n}\n',
        because: "clients need a certificate",
      },
    ],
    whenNotToUse:
      "Without the port, clients elsewhere use `DOCKER_HOST=ssh://host`, or certificates and `tlsverify`.",
    references: ["https://docs.docker.com/engine/security/protect-access/"],
  },
  paths: [
    "virtualisation.docker.listenOptions",
    "virtualisation.docker.daemon.settings.hosts",
    "virtualisation.docker.extraOptions",
  ],
  ephemeral: "same",
  check(setting, { report, isSetTo, settingsOf, module, semantics }) {
    const { option, path } = setting;
    const daemon = "virtualisation.docker.daemon.settings";
    const hasTls =
      isSetTo(`${daemon}.tlsverify`, true) ||
      (definesBelow(module, `${daemon}.tlsverify`) && !isSetTo(`${daemon}.tlsverify`, false)) ||
      settingsOf("virtualisation.docker.extraOptions").some(({ value }) =>
        /--tlsverify(?!=false)/.test(value.text),
      );
    if (hasTls) return;
    for (const { node, text } of elementsOf(setting.value, semantics)) {
      const strings = text === undefined ? stringsOf(node, semantics).map(maskedText) : [text];
      if (strings.some((part) => isExposed(part.trim(), path.at(-1) === "listenOptions")))
        report({ at: node, message: "exposed", data: { option } });
    }
  },
});

/** `tcp://` anywhere; as an address that systemd listens on a port alone, or with its address. */
function isExposed(text: string, isListener: boolean): boolean {
  const hosts = Array.from(
    text.matchAll(/\btcp:\/\/(\[[^\]\s]*\]|[^:\s/]*)/g),
    (match) => match[1] ?? "",
  );
  const listener = isListener ? /^(?:(\[[\da-f:]*\]|[\d.]+):)?\d+$/i.exec(text) : undefined;
  if (listener) hosts.push(listener[1] ?? "");
  return hosts.some((host) => hostKindOf(host) !== "loopback");
}
