import {
  containerFlags,
  containerPaths,
  defineOptionRule,
  elementsOf,
  holdsFlags,
  plainText,
  severityOf,
  type Level,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "container-dangerous-capability",
  summary: "a container with a dangerous capability, or with its confinement switched off",
  category: "container",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.4, cwe: [250] },
  parity: ["trivy:KSV-0005", "checkov:CKV_K8S_39"],
  messages: {
    capability: "`{option}` gives the container the capability `{name}`.",
    confinement: "`{option}` switches off a part of the container's confinement: `{name}`.",
  },
  docs: {
    why: "Capabilities such as `SYS_ADMIN`, and system calls that the filter would refuse, are how a program that was taken over leaves its container: it mounts the host's disk, loads a module, or reads the memory of other processes.",
    examples: [
      {
        bad: '{ virtualisation.oci-containers.containers.a.extraOptions = [ "--cap-add=SYS_ADMIN" ]; }\n',
        good: '{ virtualisation.oci-containers.containers.a.extraOptions = [ "--cap-drop=ALL" "--cap-add=NET_BIND_SERVICE" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ virtualisation.oci-containers.containers.a.extraOptions = [ "--cap-drop=ALL" "--cap-add=CHOWN" "--cap-add=SETUID" ]; }\n',
        because: "only capabilities that every container has are added back",
      },
      {
        good: "{ virtualisation.oci-containers.containers.a.capabilities.SYS_ADMIN = false; }\n",
        because: "the capability is taken away",
      },
    ],
    whenNotToUse:
      "A VPN needs `NET_ADMIN`, which is reported as info only. Without its capability a program that uses it fails, mostly at its start.",
    references: [
      "https://man7.org/linux/man-pages/man7/capabilities.7.html",
      "https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities",
    ],
  },
  paths: containerPaths("extraOptions", "capabilities.*", "addCapabilities", "cap_add"),
  ephemeral: "same",
  check(setting, { report, semantics }) {
    const { option, path, folded, span, value } = setting;
    const reportCapability = (text: string | undefined, at: typeof span): void => {
      const name = (text ?? "").toUpperCase().replace(/^CAP_/, "");
      const level = levels[name];
      if (level)
        report({ at, message: "capability", data: { option, name }, severity: severityOf(level) });
    };
    if (path.at(-2) === "capabilities") {
      if (plainText(folded) === "true") reportCapability(path.at(-1), span);
    } else if (holdsFlags(setting)) {
      for (const { name, value: text = "", at } of containerFlags(setting, semantics)) {
        if (name === "--cap-add")
          for (const capability of text.split(",")) reportCapability(capability, at);
        if (name !== "--security-opt") continue;
        const level = confinementLevel(text);
        if (level)
          report({
            at,
            message: "confinement",
            data: { option, name: text },
            severity: severityOf(level),
          });
      }
    } else {
      for (const { node, text } of elementsOf(value, semantics)) reportCapability(text, node);
    }
  },
});

/** Source: capabilities(7). What the runtimes give by default, and what is of use to few attacks, is left out. */
const levels: Readonly<Record<string, Level>> = {
  ALL: "high",
  SYS_ADMIN: "high",
  SYS_MODULE: "high",
  SYS_PTRACE: "high",
  SYS_RAWIO: "high",
  DAC_READ_SEARCH: "high",
  BPF: "high",
  SYSLOG: "high",
  NET_ADMIN: "low",
  NET_RAW: "low",
};

/** NixOS runs no SELinux, for which `label` is. */
function confinementLevel(text: string): Level | undefined {
  if (/^label[:=]disable$/.test(text)) return "low";
  return /^(?:seccomp|apparmor)[:=]unconfined$|^no-new-privileges[:=]false$/.test(text)
    ? "high"
    : undefined;
}
