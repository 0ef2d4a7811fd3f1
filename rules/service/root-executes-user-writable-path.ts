import {
  defineOptionRule,
  elementsOf,
  maskedText,
  optionPath,
  PLACEHOLDER,
  plainText,
  settingsBeside,
  shellCommands,
  spanWithin,
  stringsOf,
  type OptionContext,
  type Setting,
  type Span,
} from "../../src/rule/index.ts";

const messages = {
  unit: "`{path}` runs as root, and whoever owns the folder can change it.",
  sudo: "`{path}` may be run with sudo, and whoever owns the folder can change it.",
} as const;

export default defineOptionRule({
  id: "root-executes-user-writable-path",
  summary: "a program in a user-writable path that root runs",
  category: "service",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.6, cwe: [426] },
  messages,
  docs: {
    why: "Whoever can write to the path, and every program that runs as that user, becomes root the next time that the unit starts. In `/tmp` that is everyone who comes first.",
    examples: [
      {
        bad: '{ systemd.services.x.serviceConfig.ExecStart = "/home/bob/src/run.sh"; }\n',
        good: '{ pkgs, ... }: { systemd.services.x.serviceConfig = { ExecStart = "${pkgs.x}/bin/x"; User = "bob"; }; }\n',
      },
    ],
    traps: [
      {
        good: '{ systemd.services.x.script = "chown bob /home/bob/run.sh"; }\n',
        because: "the file is not run",
      },
      {
        good: '{ systemd.services.x.serviceConfig = { ExecStart = "/home/bob/run.sh"; User = "bob"; }; }\n',
        because: "bob runs what is his",
      },
      {
        good: '{ systemd.user.services.x.serviceConfig.ExecStart = "/home/bob/run.sh"; }\n',
        because: "the unit belongs to the user",
      },
    ],
    whenNotToUse: "With `User=` the program no longer reaches what only root may change.",
    references: ["https://cwe.mitre.org/data/definitions/426.html"],
  },
  paths: [
    ...["Start", "StartPre", "StartPost", "Stop", "StopPost", "Reload", "Condition"].map(
      (name) => `systemd.services.*.serviceConfig.Exec${name}`,
    ),
    ...["script", "preStart", "postStart", "preStop", "postStop", "reload"].map(
      (name) => `systemd.services.*.${name}`,
    ),
    "system.activationScripts.*",
    "system.activationScripts.*.text",
    "services.cron.systemCronJobs",
    "security.sudo.extraRules[].commands[].command",
    "security.sudo-rs.extraRules[].commands[].command",
  ],
  check(setting, context) {
    const [first, second, , third = ""] = optionPath(setting);
    if (first === "systemd") {
      if (mayHaveUser(setting, context)) return;
      if (third === "serviceConfig") checkCommands(setting, context);
      else checkScript(setting, context);
    } else if (second === "activationScripts") {
      checkScript(setting, context);
    } else if (second === "cron") {
      for (const { node, text } of elementsOf(setting.value, context.semantics)) {
        const job = /^(?:@\w+|(?:\S+\s+){4}\S+)\s+root\s+(\S+)/.exec(text?.trim() ?? "");
        if (job?.[1] !== undefined) report(job[1], node, "unit", context);
      }
    } else {
      const text = plainText(setting.folded);
      if (text !== undefined) report(text.split(" ", 1)[0] ?? "", setting.span, "sudo", context);
    }
  },
});

type Context = OptionContext<typeof messages, unknown>;

function report(path: string, at: Span, message: "unit" | "sudo", context: Context): void {
  if (isUserPath(path)) context.report({ at, message, data: { path } });
}

function isUserPath(path: string): boolean {
  return /^(?:\/home\/|\/tmp\/|\/var\/tmp\/|~\/)[^*]/.test(path) && !path.includes(PLACEHOLDER);
}

/** Whether the unit runs as someone else, or is made of parts that are not to be seen. */
function mayHaveUser(setting: Setting, context: Context): boolean {
  const unit = settingsBeside(setting, 3, context);
  const user = unit.text("serviceConfig.User");
  if (unit.has("serviceConfig.User") && user !== "root") return true;
  if (unit.has("serviceConfig.DynamicUser")) return true;
  const name = setting.path.slice(0, setting.path.indexOf("systemd") + 3).join(".");
  return context.module.definitions.some(({ path }) => {
    const option = path.join(".");
    return option === name || option === `${name}.serviceConfig`;
  });
}

function checkCommands(setting: Setting, context: Context): void {
  for (const { node, text } of elementsOf(setting.value, context.semantics)) {
    if (text === undefined) continue;
    const [program = "", argument = ""] = text
      .trim()
      .replace(/^[@\-:+!|]+/, "")
      .split(/\s+/);
    const isInterpreter = /(?:^|\/)(?:(?:ba|da|z)?sh|python3?|perl|node)$/.test(program);
    report(isInterpreter ? argument : program, node, "unit", context);
  }
}

function checkScript(setting: Setting, context: Context): void {
  for (const string of stringsOf(setting.value, context.semantics)) {
    const text = maskedText(string);
    for (const { name, words, start, end } of shellCommands(text)) {
      const isInterpreter = /^(?:(?:ba|da|z)?sh|python3?|perl|node|source|\.)$/.test(name);
      const path = isInterpreter ? (words[0] ?? "") : text.slice(start, end);
      report(path, spanWithin(string, text, start, end), "unit", context);
    }
  }
}
