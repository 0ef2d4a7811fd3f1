import { defineOptionRule, ownUnitOf, ownUnitPaths } from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "service-no-user",
  summary: "an own service that runs as root, since nothing says otherwise",
  category: "service",
  severity: "info",
  confidence: "medium",
  preset: "opt-in",
  since: "0.1.0",
  fix: "none",
  security: { score: 2.6, cwe: [250] },
  messages: {
    root: "The service `{name}` has neither `User` nor `DynamicUser`: it runs as root.",
  },
  docs: {
    why: "A hole in the service is then a hole in the whole host. `DynamicUser` makes a user for as long as the service runs, and `StateDirectory` a folder that it keeps.",
    examples: [
      {
        bad: '{ pkgs, ... }:\n{ systemd.services.bot.serviceConfig.ExecStart = "${pkgs.bot}/bin/bot"; }\n',
        good: '{ pkgs, ... }:\n{ systemd.services.bot.serviceConfig = { ExecStart = "${pkgs.bot}/bin/bot"; DynamicUser = true; }; }\n',
      },
    ],
    traps: [
      {
        good: "{ systemd.services.nginx.serviceConfig.LimitNOFILE = 4096; }\n",
        because: "a definition without `ExecStart` only extends a service of nixpkgs",
      },
      {
        good: '{ systemd.user.services.bot.serviceConfig.ExecStart = "/bin/bot"; }\n',
        because: "a unit of a user never was root",
      },
      {
        good: '{ common }:\n{ systemd.services.bot.serviceConfig = common // { ExecStart = "/bin/bot"; }; }\n',
        because: "what is merged in may name the user",
      },
    ],
    whenNotToUse: "For hosts whose own services are all there to change the system.",
    references: ["https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html"],
  },
  paths: ownUnitPaths,
  check(setting, context) {
    const unit = ownUnitOf(setting, context);
    if (!unit || unit.settings.has("serviceConfig.User", "serviceConfig.DynamicUser")) return;
    context.report({ at: setting.name, message: "root", data: { name: unit.name } });
  },
});
