import { definesBelow, defineOptionRule, plainText, replaceValue } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "firewall-disabled",
  summary: "a host firewall that is switched off",
  category: "network",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 7.4, cwe: [284] },
  parity: ["stig:V-268078", "lynis:FIRE-4590"],
  messages: { disabled: "`{option}` opens every port that any program listens on." },
  docs: {
    why: "Many programs listen on all interfaces as soon as they run, and count on the firewall to keep strangers out. Without one, each of them is open to whoever shares the network: a café, a dormitory, the internet.",
    examples: [
      {
        bad: "{ networking.firewall.enable = false; }\n",
        good: "{ networking.firewall.enable = true; }\n",
      },
    ],
    traps: [
      {
        good: "{\n  networking.firewall.enable = false;\n  networking.nftables.rulesetFile = ./rules.nft;\n}\n",
        because: "the host has a ruleset of its own",
      },
      {
        good: "{ lib, ... }: { networking.firewall.enable = lib.mkVMOverride false; }\n",
        because: "only a virtual machine for trying things out goes without",
      },
      {
        good: "{ containers.a.config.networking.firewall.enable = false; }\n",
        because: "the host's firewall stands before the container",
      },
    ],
    fixSafety:
      "The fix switches the firewall on: ports that are not listed close, other than that of SSH.",
    references: [
      "https://nixos.org/manual/nixos/stable/#sec-firewall",
      "https://cisofy.com/lynis/controls/FIRE-4590/",
    ],
  },
  paths: ["networking.firewall.enable"],
  check(setting, { report, module, isSetTo, source }) {
    const { option, folded, contexts, isEphemeral, span } = setting;
    if (plainText(folded) !== "false" || isEphemeral) return;
    if (contexts.some(({ kind }) => kind === "container" || kind === "vm-variant")) return;
    if (isSetTo("boot.isContainer", true) || ownFirewalls.some((own) => definesBelow(module, own)))
      return;
    if (/\b(?:ip6?tables-restore|nft -f)\b/.test(source.slice(0, source.bytes.length))) return;
    const fix = replaceValue(setting, "true", "Switch the firewall on");
    report({ at: span, message: "disabled", data: { option }, fix });
  },
});

/** What filters instead, or stands before the machine. */
const ownFirewalls = [
  "networking.nftables.ruleset",
  "networking.nftables.rulesetFile",
  "networking.nftables.tables",
  "networking.nftables.firewall",
  "networking.nftables.stopRuleset",
  "services.firewalld.enable",
  "services.ferm",
  "services.foomuuri",
  "services.shorewall",
  "microvm",
];
