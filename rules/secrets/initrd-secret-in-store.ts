import {
  defineOptionRule,
  isAllowed,
  isPublicFileName,
  pathLiteralsOf,
  severityOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "initrd-secret-in-store",
  summary: "a secret of the initial ramdisk that is copied to the store",
  category: "secrets",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.4, cwe: [312] },
  messages: {
    tracked:
      "`{option}` takes the key from the repository: Nix copies it to /nix/store, where every local user can read it.",
    absolute:
      "`{option}` names its file without quotes: Nix copies it to /nix/store, where every local user can read it.",
  },
  docs: {
    why: "The initial ramdisk is built in the store, and so is what a path without quotes points at: the SSH key of the unlock shell, or the key of the disk, is readable by every local user and in every cache. A string is appended to the ramdisk outside of the store when the boot loader is installed. Make a key for the ramdisk alone, never the host's own. Boot loaders that know no secrets need the store; then the disk's protection ends there.",
    examples: [
      {
        bad: "{ boot.initrd.network.ssh.hostKeys = [ ./initrd_key ]; }\n",
        good: '{ boot.initrd.network.ssh.hostKeys = [ "/etc/secrets/initrd/ssh_host_ed25519_key" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ boot.initrd.secrets."/key" = null; boot.initrd.luks.devices.root.keyFile = "/dev/disk/by-id/usb"; }\n',
        because: "`null` and strings stay out of the store",
      },
    ],
    references: [
      "https://github.com/NixOS/nixpkgs/issues/84976",
      "https://github.com/NixOS/nixpkgs/issues/528008",
    ],
  },
  paths: [
    "boot.initrd.secrets.*",
    "boot.initrd.network.ssh.hostKeys",
    "boot.initrd.luks.devices.*.keyFile",
  ],
  ephemeral: "same",
  tests: "info",
  check({ value, option, site, name }, { report, source }) {
    for (const { node, text, isAbsolute } of pathLiteralsOf(value)) {
      if (isPublicFileName(text) || isAllowed(source, node) || text.startsWith("/dev/")) continue;
      report({
        at: site.encloses(node) ? node : name,
        message: isAbsolute ? "absolute" : "tracked",
        data: { option },
        severity: severityOf(isAbsolute ? "medium" : "high"),
      });
    }
  },
});
