import {
  containerPaths,
  defineOptionRule,
  mountsOf,
  plainText,
  severityOf,
  siblingsOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "container-sensitive-host-mount",
  summary: "a sensitive directory of the host mounted into a container",
  category: "container",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.6, cwe: [668] },
  messages: {
    writable: "`{option}` lets the container write to the host's `{path}`.",
    readable: "`{option}` lets the container read all of the host's `{path}`.",
  },
  docs: {
    why: "A container that writes to a system directory of the host changes what root runs there, and one that reads it finds keys and password hashes: the walls of the container no longer matter.",
    examples: [
      {
        bad: '{ virtualisation.oci-containers.containers.a.volumes = [ "/:/host" ]; }\n',
        good: '{ virtualisation.oci-containers.containers.a.volumes = [ "/var/lib/app:/data" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ virtualisation.oci-containers.containers.a.volumes = [ "/etc/localtime:/etc/localtime:ro" ]; }\n',
        because: "that is one file below the directory",
      },
      {
        good: '{ virtualisation.oci-containers.containers.a.volumes = [ "root:/data" ]; }\n',
        because: "a volume by name is no directory of the host",
      },
    ],
    whenNotToUse:
      "Monitoring agents read the whole host by design: suppress those. With a narrower mount a program that looks elsewhere finds nothing.",
    references: [
      "https://docs.docker.com/engine/storage/bind-mounts/",
      "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
    ],
  },
  paths: [...containerPaths("volumes", "extraOptions"), "containers.*.bindMounts.*.isReadOnly"],
  ephemeral: "same",
  check(setting, context) {
    const { option, path, folded, span } = setting;
    if (path.at(-1) === "isReadOnly") {
      if (plainText(folded) !== "false") return;
      const [host] = siblingsOf(setting, ["hostPath"], context);
      const source = host ? plainText(host.folded) : path.at(-2);
      if (source !== undefined && sensitive.has(source))
        context.report({ at: span, message: "writable", data: { option, path: source } });
      return;
    }
    for (const { source, isReadOnly, at } of mountsOf(setting, context.semantics)) {
      if (!sensitive.has(source)) continue;
      const data = { option, path: source };
      if (isReadOnly)
        context.report({ at, message: "readable", data, severity: severityOf("medium") });
      else context.report({ at, message: "writable", data });
    }
  },
});

const sensitive = new Set(
  ["", "etc", "root", "boot", "proc", "sys", "dev", "var/run", "run", "nix/var", "home"].map(
    (name) => `/${name}`,
  ),
);
