import {
  containerFlags,
  containerPaths,
  defineOptionRule,
  elementsOf,
  holdsFlags,
  plainText,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "container-privileged",
  summary: "a privileged container",
  category: "container",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8.0, cwe: [250] },
  parity: ["trivy:KSV-0017", "checkov:CKV_K8S_16"],
  messages: {
    privileged: "`{option}` starts the container privileged: its root is root on the host.",
    capabilities: "`{option}` gives the container all capabilities.",
  },
  docs: {
    why: "A privileged container sees every device of the host and keeps all capabilities. Whoever takes over the program in it mounts the host's disk, or loads a module, and owns the machine.",
    examples: [
      {
        bad: '{ virtualisation.oci-containers.containers.a.extraOptions = [ "--privileged" ]; }\n',
        good: '{ virtualisation.oci-containers.containers.a.extraOptions = [ "--device=/dev/ttyUSB0" ]; }\n',
      },
    ],
    traps: [
      {
        good: "{ virtualisation.oci-containers.containers.a.privileged = false; }\n",
        because: "it says no",
      },
    ],
    whenNotToUse:
      "A runner that builds images may need it: suppress that finding with the reason. Without the flag the container loses every device and capability that is not given to it by name.",
    references: [
      "https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities",
    ],
  },
  paths: [...containerPaths("privileged", "extraOptions"), "containers.*.additionalCapabilities"],
  ephemeral: "same",
  check(setting, { report, semantics }) {
    const { option, span } = setting;
    if (holdsFlags(setting)) {
      for (const { name, value = "true", at } of containerFlags(setting, semantics)) {
        if (name === "--privileged" && value !== "false")
          report({ at, message: "privileged", data: { option } });
      }
    } else if (setting.path.at(-1) === "additionalCapabilities") {
      const all = elementsOf(setting.value, semantics).find(({ text }) => text === "all");
      if (all) report({ at: all.node, message: "capabilities", data: { option } });
    } else if (plainText(setting.folded) === "true") {
      report({ at: span, message: "privileged", data: { option } });
    }
  },
});
