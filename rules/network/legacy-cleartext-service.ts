import {
  defineOptionRule,
  hostKindOf,
  plainText,
  severityOf,
  type Level,
  type OptionContext,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "legacy-cleartext-service",
  summary: "a service without encryption",
  category: "network",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.9, cwe: [319] },
  parity: ["stig:V-268131"],
  messages: {
    plain: "`{option}` starts {service}, which sends everything in the clear.",
    login:
      "`{option}` starts an FTP server that takes passwords, or uploads of strangers, in the clear.",
    screen: "The screen is shared over VNC without a password.",
  },
  docs: {
    why: "Whoever is on the way reads what is sent, the password first, and puts in what they like. Where no password is asked for, nobody need even listen.",
    examples: [
      {
        bad: "{ services.vsftpd = { enable = true; anonymousUser = true; anonymousUploadEnable = true; }; }\n",
        good: "{ services.openssh.enable = true; }\n",
      },
    ],
    traps: [
      {
        good: "{ services.vsftpd = { enable = true; localUsers = true; forceLocalLoginsSSL = true; }; }\n",
        because: "logins are encrypted",
      },
      { good: "{ services.rsyncd.enable = false; }\n", because: "the service is off" },
    ],
    whenNotToUse:
      "Network boot needs TFTP and NFS of version 3 needs rpcbind, which are reported as info. Clients have to move to SFTP, rsync over SSH or WebDAV before the service goes.",
    references: ["https://www.stigviewer.com/stigs/anduril_nixos/"],
  },
  paths: [
    ...["vsftpd", "proftpd", "xinetd", "rsyncd", "atftpd", "tftpd", "rpcbind", "gitDaemon"].map(
      (name) => `services.${name}.enable`,
    ),
    "services.xserver.displayManager.sessionCommands",
    "services.xserver.displayManager.setupCommands",
    "systemd.services.*.script",
    "systemd.services.*.serviceConfig.ExecStart",
    "systemd.user.services.*.script",
    "systemd.user.services.*.serviceConfig.ExecStart",
  ],
  check({ option, path, folded, span, value }, context) {
    const { report, isSetTo, source } = context;
    if (path.at(-1) !== "enable") {
      if (/\bx11vnc\b[^\n]* -nopw\b/.test(value.text))
        report({ at: span, message: "screen", severity: severityOf("critical") });
      return;
    }
    if (plainText(folded) !== "true") return;
    const name = path[1] ?? "";
    const data = { option, service: services[name] ?? name };
    if (name === "vsftpd") {
      const isSet = (key: string): boolean => isSetTo(`services.vsftpd.${key}`, true);
      const isEncrypted = isSet("forceLocalLoginsSSL");
      const isOpen = isSet("anonymousUploadEnable") || isSet("anonymousUser");
      if (isOpen || (isSet("localUsers") && !isEncrypted))
        report({ at: span, message: "login", data: { option }, severity: severityOf("high") });
      else if (!isEncrypted) report({ at: span, message: "plain", data });
      return;
    }
    const level = levelOf(name, source.slice(0, source.bytes.length), context);
    report({ at: span, message: "plain", data, severity: severityOf(level) });
  },
});

const services: Readonly<Record<string, string>> = {
  vsftpd: "an FTP server",
  proftpd: "an FTP server",
  xinetd: "xinetd",
  rsyncd: "the rsync daemon",
  atftpd: "a TFTP server",
  tftpd: "a TFTP server",
  rpcbind: "rpcbind",
  gitDaemon: "the Git daemon",
};

function levelOf(
  name: string,
  text: string,
  { settingsOf }: Pick<OptionContext<never, unknown>, "settingsOf">,
): Level {
  if (name.endsWith("tftpd")) return /pxe|netboot|network boot/i.test(text) ? "info" : "medium";
  if (name === "rpcbind") return /\bnfs|autofs/i.test(text) ? "info" : "medium";
  const address = "services.rsyncd.settings.globalSection.address";
  const isInner = settingsOf(address).some(
    ({ folded }) => hostKindOf(plainText(folded) ?? "") === "loopback",
  );
  if (name === "rsyncd" && isInner) return "info";
  // It has no logins, and what it serves is public.
  return name === "gitDaemon" ? "low" : "medium";
}
