import {
  definesBelow,
  defineOptionRule,
  hostKindOf,
  openedPorts,
  plainText,
  replaceValue,
  severityOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "syncthing-gui-exposed",
  summary: "a Syncthing GUI on all interfaces without a password",
  category: "network",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 6.0, cwe: [1327] },
  messages: {
    exposed:
      "`{option}` serves the GUI of Syncthing to the network, and the file sets no password for it.",
  },
  docs: {
    why: "Who opens the GUI adds a device and a folder of their choice, reads every file that Syncthing's user reads, and writes into the home folder, which is to run commands there.",
    examples: [
      {
        bad: '{ services.syncthing.guiAddress = "0.0.0.0:8384"; }\n',
        good: '{ services.syncthing.guiAddress = "127.0.0.1:8384"; }\n',
      },
    ],
    traps: [
      {
        good: '{ config, ... }:\n{\n  services.syncthing = {\n    guiAddress = "0.0.0.0:8384";\n    guiPasswordFile = config.sops.secrets.gui.path;\n  };\n}\n',
        because: "the GUI asks for a password",
      },
    ],
    whenNotToUse:
      "A password that was set in the GUI itself is not seen: suppress the finding where there is one.",
    fixSafety:
      "The fix binds the GUI to loopback: from other machines it is reached by a tunnel only.",
    references: ["https://docs.syncthing.net/users/guilisten.html"],
  },
  paths: ["services.syncthing.guiAddress"],
  check(setting, { report, module, semantics, settingsOf }) {
    const { option, folded, span } = setting;
    const text = plainText(folded);
    const match = /^(\[::\]|0\.0\.0\.0|\*)?:(\d+)$/.exec(text ?? "");
    if (!match || hostKindOf(match[1] ?? "") !== "any") return;
    if (passwords.some((password) => definesBelow(module, `services.syncthing.${password}`)))
      return;
    const port = match[2] ?? "";
    const isOpen = settingsOf("networking.firewall.allowedTCPPorts").some((ports) =>
      openedPorts(ports, semantics, settingsOf).some((opened) => String(opened.port) === port),
    );
    report({
      at: span,
      message: "exposed",
      data: { option },
      severity: severityOf(isOpen ? "high" : "medium"),
      fix: replaceValue(setting, `"127.0.0.1:${port}"`, "Bind the GUI to loopback"),
    });
  },
});

const passwords = ["guiPasswordFile", "settings.gui.password", "settings.gui.user", "passwordFile"];
