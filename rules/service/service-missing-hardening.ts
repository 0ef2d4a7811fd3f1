import {
  defineOptionRule,
  hardenBeside,
  hardeningOf,
  ownUnitOf,
  ownUnitPaths,
  requiredHardening,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "service-missing-hardening",
  summary: "an own service without any sandbox",
  category: "service",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 0.9, cwe: [250] },
  parity: ["lynis:BOOT-5264"],
  messages: {
    none: "The service `{name}` has none of the ten settings of a plain sandbox, such as `{first}`.",
  },
  docs: {
    why: "systemd can take from a service what it never needs: other people's files, the devices, new privileges. Without any of it a hole in the service reaches the whole host. `systemd-analyze security <unit>` shows what is open.",
    examples: [
      {
        bad: `{ pkgs, ... }:
{
  systemd.services.bot.serviceConfig = {
    ExecStart = "\${pkgs.bot}/bin/bot";
  };
}
`,
        good: `{ pkgs, ... }:
{
  systemd.services.bot.serviceConfig = {
    ExecStart = "\${pkgs.bot}/bin/bot";
    NoNewPrivileges = true;
    ProtectSystem = "full";
    ProtectHome = true;
    PrivateTmp = true;
  };
}
`,
      },
    ],
    traps: [
      {
        good: '{ systemd.services.setup = { script = "true"; serviceConfig.Type = "oneshot"; }; }\n',
        because: "it does its work at once and is gone",
      },
      {
        good: '{ hardening }:\n{ systemd.services.bot.serviceConfig = hardening // { ExecStart = "/bin/bot"; }; }\n',
        because: "what is merged in is not known",
      },
    ],
    fixSafety:
      "The service no longer reads homes, writes to the system or shares `/tmp` with others: one that needs any of it fails.",
    references: ["https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html"],
  },
  paths: ownUnitPaths,
  check(setting, context) {
    const unit = ownUnitOf(setting, context);
    if (!unit || unit.isOneshot || hardeningOf(unit).size > 0) return;
    context.report({
      at: setting.name,
      message: "none",
      data: { name: unit.name, first: "ProtectSystem" },
      fix: hardenBeside(setting, requiredHardening),
    });
  },
});
