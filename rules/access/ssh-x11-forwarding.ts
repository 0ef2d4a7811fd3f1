import {
  defineOptionRule,
  directivesOf,
  hasStarKey,
  isYes,
  replaceValue,
  sshdDefaults,
  sshdPaths,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "ssh-x11-forwarding",
  summary: "X11 forwarding over SSH",
  category: "access",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 2.8, cwe: [668] },
  messages: {
    server:
      "`{option}` lets programs on this host draw on, and read from, the screens of those who log in.",
    client: "`{option}` opens the screen to every host that is logged in to.",
  },
  docs: {
    why: "Whoever controls the host reads the keys that are typed and the pictures that are shown on the machine of the person who has logged in.",
    examples: [
      {
        bad: "{ services.openssh.settings.X11Forwarding = true; }\n",
        good: "{ services.openssh.settings.X11Forwarding = false; }\n",
      },
    ],
    traps: [
      {
        good: '{ programs.ssh.matchBlocks."render.lan".forwardX11 = true; }\n',
        because: "one host is named",
      },
    ],
    whenNotToUse: "On machines whose programs with windows are used from afar.",
    fixSafety: "The fix writes `false`: programs with windows no longer open over SSH.",
    references: ["https://man.openbsd.org/sshd_config#X11Forwarding"],
  },
  paths: [
    ...sshdPaths("X11Forwarding"),
    "programs.ssh.forwardX11",
    "programs.ssh.matchBlocks.*.forwardX11",
  ],
  check(setting, { report, semantics }) {
    if (setting.path.includes("matchBlocks") && !hasStarKey(setting.site)) return;
    const message = setting.path[0] === "services" ? "server" : "client";
    const directives = directivesOf(setting, ["X11Forwarding"], semantics, { firstWins: true });
    for (const { key, option, text, at, isLine, block } of directives) {
      if (!isYes(text)) continue;
      if (isLine && block === undefined && sshdDefaults.keys.has(key)) continue;
      const no = setting.value.is("string_expression") ? '"no"' : "false";
      const fix = isLine ? undefined : replaceValue(setting, no, `Write ${no}`);
      report({ at, message, data: { option }, fix });
    }
  },
});
