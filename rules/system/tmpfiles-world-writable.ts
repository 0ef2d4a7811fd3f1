import {
  defineOptionRule,
  elementsOf,
  isWorldWritable,
  maskedText,
  PLACEHOLDER,
  plainText,
  replaceValue,
  severityOf,
  spanWithin,
  stringsOf,
  withoutOtherWrite,
  type OfferedFix,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "tmpfiles-world-writable",
  summary: "a path that everyone may write to, made by tmpfiles",
  category: "system",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "unsafe",
  security: { score: 5.6, cwe: [732] },
  messages: { writable: "Mode `{mode}` lets every user and service write to `{path}`." },
  docs: {
    why: "Any user, and any service that was taken over, changes the files there, or puts a link in their place which a program with more rights then follows.",
    examples: [
      {
        bad: '{ systemd.tmpfiles.rules = [ "d /var/lib/public 0777 root root -" ]; }\n',
        good: '{ systemd.tmpfiles.rules = [ "d /var/lib/public 1777 root root -" ]; }\n',
      },
    ],
    traps: [
      {
        good: '{ systemd.tmpfiles.rules = [ "d /srv/share 2770 root share -" ]; }\n',
        because: "only the group writes",
      },
      {
        good: '{ systemd.tmpfiles.rules = [ "L+ /srv/0777 - - - - /data" "d /srv/a - - - -" ]; }\n',
        because: "no mode is given",
      },
    ],
    fixSafety:
      "The fix sets the sticky bit on a directory, so that users no longer touch each other's files, and takes the right to write away from others on a file.",
    references: ["https://www.freedesktop.org/software/systemd/man/latest/tmpfiles.d.html"],
  },
  paths: [
    "systemd.tmpfiles.rules",
    "systemd.tmpfiles.settings.*.*.*.mode",
    "systemd.user.tmpfiles.rules",
  ],
  check(setting, { report, semantics }) {
    if (setting.path.at(-1) === "mode") {
      const [path = "", type = ""] = setting.path.slice(-3);
      const mode = plainText(setting.folded) ?? "";
      const digits = mode.replace(/^[~:]+/, "");
      if (!isWorldWritable(digits) || !makesPath.test(type)) return;
      const severity = severityOf(isGrave(path) ? "high" : "medium");
      const fix = replaceValue(setting, `"${betterMode(type, digits)}"`, "Narrow the mode");
      report({ at: setting.span, message: "writable", data: { mode, path }, severity, fix });
      return;
    }
    for (const { node } of elementsOf(setting.value, semantics)) {
      for (const string of stringsOf(node, semantics)) {
        const masked = maskedText(string);
        const [type, path, mode] = Array.from(masked.matchAll(/"[^"]*"|'[^']*'|[^\s"']+/g));
        const digits = (mode?.[0] ?? "").replace(/^[~:]+/, "");
        if (!mode || !path || !makesPath.test(type?.[0] ?? "") || !isWorldWritable(digits))
          continue;
        const end = mode.index + mode[0].length;
        const fix: OfferedFix = {
          title: "Narrow the mode",
          edits: [
            {
              span: spanWithin(string, masked, end - digits.length, end),
              newText: betterMode(type?.[0] ?? "", digits),
            },
          ],
        };
        const shown = path[0]
          .replaceAll(new RegExp(`${PLACEHOLDER}+`, "g"), "…")
          .replaceAll(/["']/g, "");
        report({
          at: string,
          message: "writable",
          data: { mode: mode[0], path: shown },
          severity: severityOf(isGrave(shown) ? "high" : "medium"),
          fix,
        });
      }
    }
  },
});

const makesPath = /^[dDvqQfFCzZepc]/;

/** Where everyone's files are run, or read as configuration. */
function isGrave(path: string): boolean {
  return /^\/(?:etc|usr|bin|sbin|boot|var\/empty|nix)(?:\/|$)/.test(path);
}

function betterMode(type: string, mode: string): string {
  return /^[dDvqQe]/.test(type) && mode.endsWith("777") ? "1777" : withoutOtherWrite(mode);
}
