import { defineOptionRule, optionPath, plainText, severityOf } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "world-writable-socket",
  summary: "a unit's socket or directory that is open to everyone",
  category: "service",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.8, cwe: [732] },
  messages: {
    socket: "`{option}` lets every user and program of this machine talk to the service.",
    root: "`{option}` gives every user and program of this machine root.",
    directory: "`{option}` lets every user and program of this machine change the service's files.",
  },
  docs: {
    why: "Any program that is taken over, a web server included, talks to the service as if it were its owner. Through the socket of a container engine it becomes root.",
    examples: [
      {
        bad: '{ systemd.sockets.x.socketConfig.SocketMode = "0666"; }\n',
        good: '{ systemd.sockets.x.socketConfig = { SocketMode = "0660"; SocketGroup = "x"; }; }\n',
      },
    ],
    traps: [
      {
        good: '{ systemd.sockets.pcscd.socketConfig.SocketMode = "0666"; }\n',
        because: "the service is made for every user and asks who calls",
      },
      {
        good: '{ systemd.services.x.serviceConfig.UMask = "0077"; }\n',
        because: "a mask says what is taken away",
      },
    ],
    whenNotToUse: "Programs that used the socket have to join its group.",
    references: ["https://www.freedesktop.org/software/systemd/man/latest/systemd.socket.html"],
  },
  paths: [
    "systemd.sockets.*.socketConfig.SocketMode",
    "systemd.sockets.*.socketConfig.DirectoryMode",
    ...["UMask", "RuntimeDirectoryMode", "StateDirectoryMode", "CacheDirectoryMode"].map(
      (name) => `systemd.services.*.serviceConfig.${name}`,
    ),
    ...["LogsDirectoryMode", "ConfigurationDirectoryMode"].map(
      (name) => `systemd.services.*.serviceConfig.${name}`,
    ),
  ],
  check(setting, { report }) {
    const { option, folded, span } = setting;
    const path = optionPath(setting);
    const text = plainText(folded)?.trim();
    if (text === undefined) return;
    const [, , unit = ""] = path;
    const key = path.at(-1) ?? "";
    const isSocket = key === "SocketMode";
    const isOpen = key === "UMask" ? /^0{1,4}$/.test(text) : openMode(isSocket).test(text);
    if (!isOpen || (isSocket && forEveryone.test(unit))) return;
    const isRoot =
      isSocket && /^(?:docker|podman|libvirtd?|virt\w+d|containerd|incus|lxd)\b/.test(unit);
    report({
      at: span,
      message: isRoot ? "root" : isSocket ? "socket" : "directory",
      data: { option },
      ...(isRoot ? { severity: severityOf("critical") } : {}),
    });
  },
});

// A folder with the sticky bit is open by design.
function openMode(isSocket: boolean): RegExp {
  return isSocket ? /^0?(?:666|777|662|722)$/ : /^0?[0-7][0-7][2367]$/;
}

/** Sockets of services that are made for every user. Source: the units of these projects, as of 2025-11-30. */
const forEveryone =
  /^(?:pcscd|nscd|nsncd|dbus|cups|avahi-daemon|systemd-.*|pulseaudio|pipewire.*|nix-daemon|acpid|gpsd|rpcbind|sssd.*|nslcd|saned|usbmuxd|lircd|tailscaled|uuidd|speech-dispatcher)$/;
