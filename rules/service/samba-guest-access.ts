import {
  defineOptionRule,
  isNo,
  isYes,
  plainText,
  severityOf,
  settingsBeside,
  type Level,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "samba-guest-access",
  summary: "a Samba share that is open to guests",
  category: "service",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.3, cwe: [306] },
  messages: {
    write: "`{option}` lets everyone who reaches Samba change files without a password.",
    read: "`{option}` lets everyone who reaches Samba read files without a password.",
    root: "`{option}` lets everyone who reaches Samba change files as root without a password.",
  },
  docs: {
    why: "Whoever is on the network, a guest's phone or a cheap camera included, reads the files, and where the share is writable puts programs there or encrypts them all.",
    examples: [
      {
        bad: '{ services.samba.settings.media = { path = "/m"; "guest ok" = "yes"; "force user" = "root"; }; }\n',
        good: '{ services.samba.settings.media = { path = "/m"; "valid users" = "alice"; }; }\n',
      },
    ],
    traps: [
      {
        good: '{ services.samba.settings.global."map to guest" = "bad user"; }\n',
        because: "no share lets guests in",
      },
      {
        good: '{ services.samba.settings.media = { path = "/m"; "guest ok" = "no"; }; }\n',
        because: "guests stay out",
      },
    ],
    whenNotToUse:
      "For files that everyone in the house may read: suppress it with a reason. Clients have to log in afterwards.",
    references: ["https://www.samba.org/samba/docs/current/man-html/smb.conf.5.html"],
  },
  paths: ["settings", "shares"].flatMap((set) => [
    `services.samba.${set}.*.guest ok`,
    `services.samba.${set}.*.public`,
  ]),
  check(setting, context) {
    const { option, folded, span } = setting;
    if (!isYes(plainText(folded))) return;
    const share = settingsBeside(setting, 4, context);
    // A guest is none of those who may come in.
    if (isYes(share.text("printable")) || share.has("valid users")) return;
    const isWritable =
      isNo(share.text("read only")) ||
      ["writable", "writeable", "write ok", "writeOk"].some((name) => isYes(share.text(name)));
    const isRoot = isWritable && share.text("force user") === "root";
    const global = { ...setting, path: [...setting.path.slice(0, -2), "global"] };
    const isNarrow =
      share.has("hosts allow", "allow hosts") ||
      settingsBeside(global, 4, context).has("hosts allow", "allow hosts");
    context.report({
      at: span,
      message: isRoot ? "root" : isWritable ? "write" : "read",
      data: { option },
      severity: severityOf(levelOf(isRoot, isWritable, isNarrow)),
    });
  },
});

function levelOf(isRoot: boolean, isWritable: boolean, isNarrow: boolean): Level {
  if (isRoot) return isNarrow ? "high" : "critical";
  if (isWritable) return isNarrow ? "medium" : "high";
  return isNarrow ? "low" : "medium";
}
