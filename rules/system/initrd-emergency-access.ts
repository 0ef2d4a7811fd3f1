import {
  defineOptionRule,
  kernelParameters,
  plainText,
  removeElements,
  removeSetting,
  severityOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "initrd-emergency-access",
  summary: "a root shell while booting that asks for no password",
  category: "system",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 6.0, cwe: [306] },
  messages: {
    access: "`{option}` gives a root shell without a password when booting fails.",
    shell: "`{word}` gives a root shell without a password while booting.",
  },
  docs: {
    why: "Whoever stands at the machine makes booting fail, by unplugging a disk, and is root. Where a chip unlocks the disk by itself, they get the data as well.",
    examples: [
      {
        bad: "{\n  boot.initrd.systemd.enable = true;\n  boot.initrd.systemd.emergencyAccess = true;\n}\n",
        good: "{\n  boot.initrd.systemd.enable = true;\n}\n",
      },
    ],
    traps: [
      {
        good: '{ boot.initrd.systemd.emergencyAccess = "$y$<hash>"; }\n',
        because: "the shell asks for the password of that hash",
      },
      {
        good: '{ boot.kernelParams = [ "systemd.unit=rescue.target" ]; }\n',
        because: "the rescue shell asks for root's password",
      },
    ],
    fixSafety:
      "The fix removes the setting: a host that does not boot is then rescued from other media.",
    references: [
      "https://www.freedesktop.org/software/systemd/man/latest/systemd-debug-generator.html",
    ],
  },
  paths: ["boot.initrd.systemd.emergencyAccess", "boot.kernelParams"],
  check(setting, { report, semantics, module }) {
    const { option, path, folded, span } = setting;
    const isUnlockedByChip = module.definitions.some(
      ({ path: other, value }) =>
        other[2] === "luks" && other[1] === "initrd" && value.text.includes("tpm2-device"),
    );
    const severity = severityOf(isUnlockedByChip ? "high" : "medium");
    if (path.at(-1) === "emergencyAccess") {
      if (plainText(folded) !== "true") return;
      const fix = removeSetting(setting, "Remove the setting");
      report({ at: span, message: "access", data: { option }, severity, fix });
      return;
    }
    const parameters = kernelParameters(setting, semantics);
    const isForced = parameters.some(({ word }) => word.endsWith("SYSTEMD_SULOGIN_FORCE=1"));
    for (const { word, element, isWhole } of parameters) {
      const isRescue = /^systemd\.unit=(?:rescue|emergency)\.target$/.test(word) && isForced;
      if (!isRescue && !shells.test(word)) continue;
      const fix = isWhole ? removeElements([element], "Remove the parameter") : undefined;
      report({ at: element.node, message: "shell", data: { word }, severity, fix });
    }
  },
});

const shells =
  /^(?:(?:rd\.)?systemd\.debug[-_]shell(?:=(?:1|yes|true|on))?|rd\.break(?:=.*)?|init=\/bin\/(?:ba)?sh|boot\.shell_on_fail|boot\.debug1\w*)$/;
