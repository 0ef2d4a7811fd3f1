import { defineOptionRule, plainText, settingsBeside } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "service-runs-as-root",
  summary: "a service that is told to run as root",
  category: "service",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  fix: "none",
  security: { score: 3.2, cwe: [250] },
  messages: {
    user: "`{option}` runs the service as root.",
    group: "`{option}` runs the service in the group of root.",
  },
  docs: {
    why: "A hole in the service is then a hole in the whole host. Most services need a user of their own, and perhaps one capability.",
    examples: [
      {
        bad: '{ systemd.services.bot.serviceConfig.User = "root"; }\n',
        good: "{ systemd.services.bot.serviceConfig.DynamicUser = true; }\n",
      },
    ],
    traps: [
      {
        good: '{ systemd.user.services.bot.serviceConfig.User = "root"; }\n',
        because: "a unit of a user cannot become root",
      },
      {
        good: '{ systemd.services.mount-keys.serviceConfig = { Type = "oneshot"; User = "root"; }; }\n',
        because: "it does its work at once and is gone",
      },
    ],
    whenNotToUse: "For services that change the hardware or the file systems.",
    references: ["https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html"],
  },
  paths: ["systemd.services.*.serviceConfig.User", "systemd.services.*.serviceConfig.Group"],
  check(setting, context) {
    const { option, folded, path, span } = setting;
    if (plainText(folded) !== "root") return;
    const unit = settingsBeside(setting, 4, context);
    if (unit.text("Type") === "oneshot") return;
    const isGroup = path.at(-1) === "Group";
    if (isGroup && unit.has("User", "DynamicUser")) return;
    context.report({ at: span, message: isGroup ? "group" : "user", data: { option } });
  },
});
