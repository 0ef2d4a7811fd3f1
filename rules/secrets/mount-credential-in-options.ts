import { defineOptionRule, isHarmless, literalsOfSetting } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "mount-credential-in-options",
  summary: "a password in the options of a mount",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.5, cwe: [522] },
  messages: {
    password:
      "`{option}` holds the password of the share: every local user can read it in /nix/store and in the list of mounts.",
  },
  docs: {
    why: "The options of a mount are in /etc/fstab, in the unit of the mount and in the store; everyone on the machine can read all three. `credentials=` names a file that only root reads.",
    examples: [
      {
        bad: '{ fileSystems."/mnt".options = [ "username=a" "password=hunter2" ]; }\n',
        good: '{ fileSystems."/mnt".options = [ "credentials=/run/secrets/smb" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ fileSystems."/mnt".options = [ "credentials=/run/secrets/smb" "username=a" "password=$PASSWORD" "passwd=" ]; }\n',
        because: "there is no password in it",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/522.html"],
  },
  paths: ["fileSystems.*.options", "systemd.mounts[].options", "services.autofs.autoMaster"],
  ephemeral: "same",
  tests: "info",
  check(setting, { report }) {
    for (const { text, spans } of literalsOfSetting(setting)) {
      if (text.split(/[,\s]/).some(holdsPassword))
        report({ ...spans, message: "password", data: { option: setting.option } });
    }
  },
});

function holdsPassword(option: string): boolean {
  const [, password] =
    /^-?(?:pass|password)=(.{1,200})$/.exec(option) ??
    /^(?:user|username)=[^%]{1,100}%(.{1,200})$/.exec(option) ??
    [];
  return (
    password !== undefined && (/^\d+$/.test(password) || !isHarmless(password, "", "password"))
  );
}
