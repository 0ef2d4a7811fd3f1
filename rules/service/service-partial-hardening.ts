import {
  defineOptionRule,
  hardenBeside,
  hardeningOf,
  hardeningTotal,
  ownUnitOf,
  ownUnitPaths,
  requiredHardening,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "service-partial-hardening",
  summary: "an own service with only a part of a plain sandbox",
  category: "service",
  severity: "info",
  confidence: "high",
  preset: "opt-in",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 0.7, cwe: [693] },
  parity: ["lynis:BOOT-5264"],
  messages: {
    part: "The service `{name}` has {count} of the {total} settings of a plain sandbox, and lacks {missing}.",
  },
  docs: {
    why: "Somebody began to close the service in, and what is left open is enough for who gets in. The five that every service should have are a user of its own, `NoNewPrivileges`, `ProtectSystem`, `ProtectHome` and `PrivateTmp`; `DynamicUser` brings them all.",
    examples: [
      {
        bad: `{ pkgs, ... }:
{
  systemd.services.bot.serviceConfig = {
    User = "bot";
    ExecStart = "\${pkgs.bot}/bin/bot";
    PrivateTmp = true;
  };
}
`,
        good: `{ pkgs, ... }:
{
  systemd.services.bot.serviceConfig = {
    User = "bot";
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
        good: '{ systemd.services.bot.serviceConfig = { ExecStart = "/bin/bot"; DynamicUser = true; PrivateDevices = true; }; }\n',
        because: "`DynamicUser` brings what is required",
      },
    ],
    whenNotToUse: "For services that need what the settings close: say so in a comment.",
    fixSafety:
      "The service no longer reads homes, writes to the system or shares `/tmp` with others: one that needs any of it fails.",
    references: ["https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html"],
  },
  paths: ownUnitPaths,
  check(setting, context) {
    const unit = ownUnitOf(setting, context);
    if (!unit || unit.isOneshot) return;
    const present = hardeningOf(unit);
    const missing = requiredHardening.filter((name) => !present.has(name));
    if (present.size === 0 || missing.length === 0) return;
    context.report({
      at: setting.name,
      message: "part",
      data: {
        name: unit.name,
        count: present.size,
        total: hardeningTotal,
        missing: missing.map((name) => `\`${name}\``).join(", "),
      },
      fix: hardenBeside(
        setting,
        // A setting that is there and switched off was a decision.
        missing.filter((name) => !unit.settings.has(`serviceConfig.${name}`)),
      ),
    });
  },
});
