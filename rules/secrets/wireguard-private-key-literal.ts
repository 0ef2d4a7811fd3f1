import { defineOptionRule, literalsOfSetting } from "../../src/rule/index.ts";

/** 32 bytes in base64: a public key looks the same, so the option decides. */
const key = /^[A-Za-z0-9+/]{43}=$/;

export default defineOptionRule({
  id: "wireguard-private-key-literal",
  summary: "a WireGuard key in the configuration",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 9.4, cwe: [321] },
  messages: {
    private:
      "`{option}` is a private key in clear text: every local user and every cache can read it in /nix/store.",
    shared:
      "`{option}` is a shared key in clear text: every local user and every cache can read it in /nix/store.",
  },
  docs: {
    why: "Whoever has the private key is this machine in the tunnel: takes its address, reads what is sent to it, and gets where it may go. `privateKeyFile` and `presharedKeyFile` (`PrivateKeyFile` in systemd-networkd) read it from a file that only the machine has. Make a new pair; the old one is known.",
    examples: [
      {
        bad: '{ networking.wg-quick.interfaces.wg0.privateKey = "NotARealKey0NotARealKey1NotARealKey2NotARea="; }\n',
        good: '{ networking.wg-quick.interfaces.wg0.privateKeyFile = "/run/secrets/wg0"; }\n',
      },
    ],
    traps: [
      {
        good: '{ networking.wireguard.interfaces.wg0 = { privateKey = ""; peers = [ { publicKey = "NotARealKey0NotARealKey1NotARealKey2NotARea="; } ]; }; }\n',
        because: "a public key has the same shape",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/321.html"],
  },
  paths: [
    "networking.wireguard.interfaces.*.privateKey",
    "networking.wireguard.interfaces.*.peers[].presharedKey",
    "networking.wg-quick.interfaces.*.privateKey",
    "networking.wg-quick.interfaces.*.peers[].presharedKey",
    "systemd.network.netdevs.*.wireguardConfig.PrivateKey",
    "systemd.network.netdevs.*.wireguardPeers[].PresharedKey",
    "systemd.network.netdevs.*.wireguardPeers[].wireguardPeerConfig.PresharedKey",
  ],
  ephemeral: "same",
  tests: "info",
  darwin: true,
  check(setting, { report }) {
    for (const { text, spans } of literalsOfSetting(setting)) {
      if (!key.test(text.trim()) || new Set(text).size < 8) continue;
      const isPrivate = /private/i.test(setting.path.at(-1) ?? "");
      report({
        ...spans,
        message: isPrivate ? "private" : "shared",
        data: { option: setting.option },
      });
    }
  },
});
