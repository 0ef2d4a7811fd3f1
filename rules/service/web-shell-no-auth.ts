import {
  defineOptionRule,
  isLoopbackHost,
  isYes,
  linesOf,
  optionPath,
  plainText,
  severityOf,
  settingsBeside,
  stringsOf,
  type Level,
  type Siblings,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "web-shell-no-auth",
  summary: "a browser editor, notebook or terminal without authentication",
  category: "service",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 9.5, cwe: [306] },
  messages: {
    open: "`{option}` gives everyone who reaches {program} commands on this machine.",
    local: "`{option}` gives every user and program of this machine commands through {program}.",
    login: "`{option}` offers a login of this machine to everyone who reaches {program}.",
  },
  docs: {
    why: "Such a program runs whatever is typed into it, as its user. Without a password of its own, whoever reaches the port has a shell, and any web page may try from a browser on the same machine.",
    examples: [
      {
        bad: '{ services.openvscode-server = { host = "0.0.0.0"; withoutConnectionToken = true; }; }\n',
        good: '{ services.openvscode-server.connectionTokenFile = "/run/secrets/vsc"; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.code-server = { auth = "password"; hashedPassword = "$argon2i$<hash>"; }; }\n',
        because: "it asks for a password",
      },
      {
        good: '{ services.ttyd = { enable = true; username = "me"; passwordFile = "/run/secrets/ttyd"; }; }\n',
        because: "it asks for a password",
      },
    ],
    whenNotToUse: "Behind a proxy that asks for a login, with the port closed to everything else.",
    references: ["https://cwe.mitre.org/data/definitions/306.html"],
  },
  paths: [
    "services.code-server.auth",
    "services.openvscode-server.withoutConnectionToken",
    "services.ttyd.enable",
    "services.jupyter.password",
    "services.jupyter.notebookConfig",
    "services.filebrowser.settings.noauth",
    "services.node-red.enable",
  ],
  check(setting, context) {
    const [, service = "", ...rest] = optionPath(setting);
    const program = programs[`${service}.${rest.join(".")}`];
    if (!program) return;
    const { option, span, value } = setting;
    const beside = settingsBeside(setting, 2, context);
    const text = plainText(setting.folded);
    const isOpen =
      rest[0] === "notebookConfig"
        ? stringsOf(value, context.semantics)
            .flatMap(linesOf)
            .some((line) => /^c\.\w+\.(?:token|password)\s*=\s*(?:""|\\?'\\?')\s*$/.test(line.text))
        : program.isOpen(text, beside);
    if (!isOpen) return;
    const level = levelOf(program, beside);
    context.report({
      at: span,
      message: level === "low" ? "local" : level === "medium" ? "login" : "open",
      data: { option, program: program.name },
      severity: severityOf(level),
    });
  },
});

interface Program {
  readonly name: string;
  /** The option that says where it listens. */
  readonly host: string;
  /** Whether it listens on this machine only unless told otherwise. */
  readonly isLocal: boolean;
  /** Whether nothing stands before it. */
  isOpen(text: string | undefined, beside: Siblings): boolean;
}

function isEmpty(text: string | undefined): boolean {
  return text !== undefined && /^(?:|''|"")$/.test(text.trim());
}

/** Source: the modules of nixpkgs, as of release 25.11. */
const programs: Readonly<Record<string, Program>> = {
  "code-server.auth": {
    name: "code-server",
    host: "host",
    isLocal: true,
    isOpen: (text) => text === "none",
  },
  "openvscode-server.withoutConnectionToken": {
    name: "openvscode-server",
    host: "host",
    isLocal: true,
    isOpen: isYes,
  },
  "ttyd.enable": {
    name: "ttyd",
    host: "interface",
    isLocal: false,
    isOpen: (text, beside) => isYes(text) && !beside.has("username", "passwordFile", "socket"),
  },
  "jupyter.password": { name: "Jupyter", host: "ip", isLocal: true, isOpen: isEmpty },
  "jupyter.notebookConfig": { name: "Jupyter", host: "ip", isLocal: true, isOpen: () => false },
  "filebrowser.settings.noauth": {
    name: "File Browser",
    host: "settings.address",
    isLocal: true,
    isOpen: isYes,
  },
  "node-red.enable": {
    name: "Node-RED",
    host: "define.uiHost",
    isLocal: false,
    isOpen: (text, beside) => isYes(text) && !beside.has("configFile", "define"),
  },
};

function levelOf({ name, host, isLocal }: Program, beside: Siblings): Level {
  const address = beside.text(host);
  if (address === undefined ? isLocal && !beside.has(host) : isLoopbackHost(address)) return "low";
  // An address that is set but not known may be the loopback.
  if (address === undefined && isLocal) return "low";
  // It shows the login of the system unless told otherwise.
  if (name === "ttyd" && !beside.has("entrypoint")) return "medium";
  // The firewall is closed for it by default.
  return name === "Node-RED" && !isYes(beside.text("openFirewall")) ? "low" : "critical";
}
