import {
  defineOptionRule,
  maskedText,
  PLACEHOLDER,
  severityOf,
  spanWithin,
  stringsOf,
} from "../../src/rule/index.ts";

export default defineOptionRule({
  id: "polkit-allow-all",
  summary: "a polkit rule that answers YES too broadly",
  category: "access",
  severity: "error",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 7.5, cwe: [269] },
  messages: {
    everything: "This polkit rule says YES without a look at the action.",
    wide: "This polkit rule says YES to `{action}` for whatever it is asked to run or change.",
  },
  docs: {
    why: "polkit stands before what root does for others: starting units, mounting, changing packages. A YES to all of it, or to any unit, is root without a password.",
    examples: [
      {
        bad: "{\n  security.polkit.extraConfig = ''\n    polkit.addRule(function (a, s) {\n      if (s.isInGroup(\"wheel\")) return polkit.Result.YES;\n    });\n  '';\n}\n",
        good: '{\n  security.polkit.extraConfig = \'\'\n    polkit.addRule(function (a, s) {\n      if (a.id == "org.freedesktop.systemd1.manage-units" && a.lookup("unit") == "x.service" && s.user == "bob")\n        return polkit.Result.YES;\n    });\n  \'\';\n}\n',
      },
    ],
    traps: [
      {
        good: "{\n  security.polkit.extraConfig = ''\n    polkit.addRule(function (action, subject) {\n      if (subject.isInGroup(\"users\") && action.id == \"org.freedesktop.login1.reboot\")\n        return polkit.Result.YES;\n    });\n  '';\n}\n",
        because: "one action is named",
      },
    ],
    whenNotToUse:
      "Where the group it speaks of is root anyway. After a narrower rule, dialogs ask for a password again.",
    references: ["https://polkit.pages.freedesktop.org/polkit/polkit.8.html"],
  },
  paths: ["security.polkit.extraConfig", "environment.etc.*.text"],
  check({ path, value }, { report, semantics }) {
    if (path[0] === "environment" && !(path[2] ?? "").startsWith("polkit-1/rules.d/")) return;
    for (const node of stringsOf(value, semantics)) {
      const text = withoutComments(maskedText(node));
      for (const { start, end } of rulesIn(text)) {
        const rule = text.slice(start, end);
        const yes = rule.search(answersYes);
        if (yes === -1) continue;
        const at = spanWithin(node, text, start, start + ADD_RULE.length);
        const action = wideActions.find((name) => rule.includes(name));
        if (!/\bid\b/.test(rule)) {
          // What Nix puts in may hold the condition.
          if (rule.slice(0, yes).includes(PLACEHOLDER) || isForRoot.test(rule)) continue;
          report({ at, message: "everything" });
        } else if (action !== undefined && !/\blookup\b/.test(rule)) {
          report({ at, message: "wide", data: { action }, severity: severityOf("medium") });
        }
      }
    }
  },
});

const ADD_RULE = "polkit.addRule";

const answersYes =
  /\bpolkit\s{0,9}\.\s{0,9}Result\s{0,9}(?:\.\s{0,9}YES\b|\[\s{0,9}["']YES)|\breturn\s{1,9}["']yes["']/;

const isForRoot = /\.user\s{0,9}={2,3}\s{0,9}["']root["']/;

/** Actions that are root unless what they are asked for is looked at. */
const wideActions = [
  "org.freedesktop.systemd1.manage-units",
  "org.freedesktop.systemd1.manage-unit-files",
  "org.freedesktop.policykit.exec",
  "org.freedesktop.packagekit.",
];

function* rulesIn(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (let start = text.indexOf(ADD_RULE); start !== -1;) {
    const next = text.indexOf(ADD_RULE, start + 1);
    yield { start, end: next === -1 ? text.length : next };
    start = next;
  }
}

/** The script with blanks for its comments, as long as before. A `//` in a string is no comment, and hides nothing here. */
function withoutComments(script: string): string {
  return script.replace(/\/\*[^]*?\*\/|(^|[\s;{}()])\/\/[^\n]*/g, (comment) =>
    comment.replace(/[^\n]/gu, (character) => " ".repeat(Buffer.byteLength(character))),
  );
}
