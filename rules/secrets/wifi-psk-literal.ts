import { defineOptionRule, isIndirection, literalsOfSetting } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "wifi-psk-literal",
  summary: "a Wi-Fi pass phrase in the configuration",
  category: "secrets",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.3, cwe: [522] },
  messages: {
    psk: "`{option}` holds the pass phrase of a network in clear text: every local user and every cache can read it in /nix/store.",
  },
  docs: {
    why: 'Everyone who reads the store or the repository can join the network, and read what others send on it. The 64 digits of `pskRaw` are the key itself. wpa_supplicant takes pass phrases from a file: `secretsFile` with `pskRaw = "ext:home"`; NetworkManager replaces `$VARIABLES` from `environmentFiles`.',
    examples: [
      {
        bad: '{ networking.wireless.networks.home.psk = "correct horse"; }\n',
        good: '{\n  networking.wireless = {\n    secretsFile = "/run/secrets/wifi";\n    networks.home.pskRaw = "ext:home";\n  };\n}\n',
      },
    ],
    traps: [
      {
        good: '{ networking.wireless.networks = { a.psk = "@PSK_A@"; b.psk = "$PSK_B"; c.pskRaw = "ext:c"; d.psk = null; }; }\n',
        because: "the pass phrase is elsewhere",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/522.html"],
  },
  paths: [
    "networking.wireless.networks.*.psk",
    "networking.wireless.networks.*.pskRaw",
    "networking.wireless.networks.*.auth",
    "networking.networkmanager.ensureProfiles.profiles.*.wifi-security.psk",
    "services.hostapd.radios.*.networks.*.authentication.wpaPassword",
    "services.hostapd.radios.*.networks.*.authentication.wpaPassphrase",
    "services.hostapd.radios.*.networks.*.authentication.saePasswords[].password",
    "services.hostapd.wpaPassphrase",
    "services.create_ap.settings.PASSPHRASE",
  ],
  ephemeral: "same",
  tests: "info",
  check(setting, { report }) {
    const isAuth = setting.path.at(-1) === "auth";
    for (const { text, spans } of literalsOfSetting(setting)) {
      const psk = isAuth ? (/\bpassword="?([^"\n]{1,200})/.exec(text)?.[1] ?? "") : text.trim();
      if (psk === "" || isIndirection(psk)) continue;
      report({ ...spans, message: "psk", data: { option: setting.option } });
    }
  },
});
