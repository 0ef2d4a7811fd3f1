import {
  containerPaths,
  defineOptionRule,
  mountsOf,
  plainText,
  siblingsOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "container-socket",
  summary: "a container runtime's socket mounted into a container",
  category: "container",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 8.4, cwe: [250] },
  parity: ["trivy:KSV-0006", "checkov:CKV_K8S_27"],
  messages: {
    mounted: "`{option}` gives the container the socket of the container runtime, and so the host.",
    readOnly:
      "`{option}` gives the container the socket of the container runtime, and so the host: `ro` protects the file, not what is said through it.",
  },
  docs: {
    why: "Whoever may talk to the runtime may start a container with the host's root directory in it. A hole in the program that holds the socket is a hole in the host; mounting the socket read-only changes nothing.",
    examples: [
      {
        bad: '{ virtualisation.oci-containers.containers.a.volumes = [ "/var/run/docker.sock:/var/run/docker.sock:ro" ]; }\n',
        good: '{ virtualisation.oci-containers.containers.a.environment.DOCKER_HOST = "tcp://socket-proxy:2375"; }\n',
      },
    ],
    traps: [
      {
        good: '{\n  virtualisation.oci-containers.containers.socket-proxy = {\n    image = "tecnativa/docker-socket-proxy:v0.4.2";\n    volumes = [ "/var/run/docker.sock:/var/run/docker.sock" ];\n  };\n}\n',
        because: "a socket proxy is what others talk to instead",
      },
    ],
    whenNotToUse:
      "Consoles and build runners hold the socket on purpose: suppress those with the reason. Behind a socket proxy a program can only ask for what the proxy lets through.",
    references: [
      "https://docs.docker.com/engine/security/#docker-daemon-attack-surface",
      "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
    ],
  },
  paths: containerPaths("volumes", "extraOptions"),
  ephemeral: "same",
  check(setting, context) {
    const { option } = setting;
    for (const { source, isReadOnly, at } of mountsOf(setting, context.semantics)) {
      if (!socket.test(source)) continue;
      const images = siblingsOf(setting, ["image"], context).map(({ folded }) => plainText(folded));
      const names = [...setting.path, ...images].join(" ");
      if (/socket-?proxy/i.test(names)) return;
      context.report({ at, message: isReadOnly ? "readOnly" : "mounted", data: { option } });
    }
  },
});

const socket =
  /^(?:\/var)?\/run\/(?:docker\.sock|podman\/podman\.sock|podman|containerd\/containerd\.sock|crio\/crio\.sock|user\/[^/]+\/(?:podman(?:\/podman\.sock)?|docker\.sock))$/;
