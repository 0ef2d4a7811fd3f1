import {
  defineOptionRule,
  isNo,
  isYes,
  plainText,
  severityOf,
  type Level,
  type OptionContext,
  type Setting,
} from "../../src/rule/index.ts";

const options = [
  "services.displayManager.autoLogin.enable",
  "services.displayManager.autoLogin.user",
  "services.getty.autologinUser",
  "services.kmscon.autologinUser",
  "services.greetd.settings.initial_session.user",
  "services.greetd.settings.initial_session.command",
  "services.cage.user",
];

export default defineOptionRule({
  id: "autologin",
  summary: "a session that starts without authentication",
  category: "access",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.6, cwe: [287] },
  messages: {
    session: "`{option}` starts a session without asking who is there.",
    root: "`{option}` starts a session that is root, or one command from it, without asking who is there.",
    encrypted:
      "`{option}` starts a session without asking who is there, behind the passphrase of the disk.",
  },
  docs: {
    why: "Whoever turns the machine on has the files, the mail and the keys of its user.",
    examples: [
      {
        bad: '{ services.displayManager.autoLogin = { enable = true; user = "bob"; }; }\n',
        good: "{ services.displayManager.autoLogin.enable = false; }\n",
      },
    ],
    traps: [
      {
        good: '{ services.displayManager.autoLogin = { enable = false; user = "bob"; }; }\n',
        because: "the user is named, and not logged in",
      },
    ],
    whenNotToUse:
      "For a kiosk, or a machine that only its owner can reach. Without it somebody has to log in after each start; a screen that locks at once is a way between.",
    references: ["https://search.nixos.org/options?query=autoLogin"],
  },
  paths: options,
  check(setting, context) {
    const { report, module } = context;
    if (!startsSession(setting, context)) return;
    // Several options of one set-up are one finding.
    const first = module.definitions.find(({ path }) => {
      const option = path.join(".");
      return (
        options.includes(option) &&
        context.settingsOf(option).some((other) => startsSession(other, context))
      );
    });
    if (first?.site !== setting.site) return;
    const { message, level } = judge(setting, context);
    report({
      at: setting.span,
      message,
      data: { option: setting.option },
      severity: severityOf(level),
    });
  },
});

type Context = Pick<OptionContext<never, never>, "settingsOf" | "isSetTo" | "module" | "path">;

function startsSession({ folded, option }: Setting, { isSetTo, settingsOf }: Context): boolean {
  if (option.endsWith(".enable")) return isYes(plainText(folded));
  if (folded.known ? folded.value.type !== "string" : folded.origin === undefined) return false;
  switch (option) {
    case "services.displayManager.autoLogin.user":
      return settingsOf("services.displayManager.autoLogin.enable").every(
        (enable) => enable.folded.known && !isNo(plainText(enable.folded)),
      );
    case "services.cage.user":
      return isSetTo("services.cage.enable", true);
    case "services.greetd.settings.initial_session.user":
    case "services.greetd.settings.initial_session.command":
      return !isSetTo("services.greetd.enable", false);
    default:
      return true;
  }
}

const kiosk =
  /kiosk|htpc|media|kodi|jellyfin|(?:^|[-_./])tv(?:[-_./]|$)|retro|steam-?deck|jovian|signage/i;

/** Conditions that hold for live media and virtual machines only. */
const passing = /iso\b|installer|\blive\b|is_?vm\b|\bvm\b|virtual/i;

function judge(
  { folded, option, conditions }: Setting,
  { isSetTo, module, path }: Context,
): { readonly message: "session" | "root" | "encrypted"; readonly level: Level } {
  const isPassing = conditions.some(({ node }) => passing.test(node.text));
  const isKiosk =
    isPassing ||
    option.startsWith("services.cage") ||
    kiosk.test(path) ||
    isSetTo("services.xserver.desktopManager.kodi.enable", true);
  if (isKiosk) return { message: "session", level: "info" };
  const isRoot = plainText(folded) === "root" || isSetTo("security.sudo.wheelNeedsPassword", false);
  if (isRoot) return { message: "root", level: "high" };
  const isEncrypted = module.definitions.some(
    (definition) => definition.path.slice(0, 4).join(".") === "boot.initrd.luks.devices",
  );
  return isEncrypted
    ? { message: "encrypted", level: "low" }
    : { message: "session", level: "medium" };
}
