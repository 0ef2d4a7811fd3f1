import {
  defineOptionRule,
  directivesOf,
  hasStarKey,
  isYes,
  removeSetting,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "ssh-agent-forwarding-wildcard",
  summary: "an SSH agent that is forwarded to every host",
  category: "access",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 5.4, cwe: [522] },
  messages: { every: "`{option}` hands the SSH agent to every host that is logged in to." },
  docs: {
    why: "Root on any of these hosts can use the forwarded agent for as long as the login lasts, and so log in wherever its keys are accepted.",
    examples: [
      {
        bad: '{\n  programs.ssh.enable = true;\n  programs.ssh.matchBlocks."*".forwardAgent = true;\n}\n',
        good: "{\n  programs.ssh.enable = true;\n}\n",
      },
    ],
    traps: [
      {
        good: '{ programs.ssh.matchBlocks."build.lan".forwardAgent = true; }\n',
        because: "one host is named, and trusted",
      },
    ],
    fixSafety:
      "The fix removes the setting: hosts from which other hosts are reached with the agent need a block of their own, or `ProxyJump`.",
    references: ["https://man.openbsd.org/ssh_config#ForwardAgent"],
  },
  darwin: true,
  paths: [
    "programs.ssh.forwardAgent",
    "programs.ssh.matchBlocks.*.forwardAgent",
    "programs.ssh.settings.*.ForwardAgent",
    "programs.ssh.matchBlocks.*.extraOptions.ForwardAgent",
    "programs.ssh.extraOptionOverrides.ForwardAgent",
    "programs.ssh.extraConfig",
  ],
  check(setting, { report, semantics }) {
    const isBlock = setting.path.includes("matchBlocks") || setting.path[2] === "settings";
    if (isBlock && !hasStarKey(setting.site)) return;
    for (const { option, text, at, isLine, block } of directivesOf(
      setting,
      ["ForwardAgent"],
      semantics,
    )) {
      if (!isYes(text) || (block !== undefined && block !== "host *")) continue;
      const fix = isLine ? undefined : removeSetting(setting, "Remove the setting");
      report({ at, message: "every", data: { option }, fix });
    }
  },
});
