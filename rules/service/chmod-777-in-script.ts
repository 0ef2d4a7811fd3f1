import { defineRule, isAside, severityOf, shellScripts, spanWithin } from "../../src/rule/index.ts";

export default defineRule({
  id: "chmod-777-in-script",
  summary: "a chmod that opens a path to everyone",
  category: "service",
  severity: "warning",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  fix: "none",
  security: { score: 5.2, cwe: [732] },
  messages: {
    open: "`chmod {mode}` lets every user and program of this machine change `{target}`.",
    unknown: "`chmod {mode}` lets every user and program of this machine change the path.",
  },
  docs: {
    why: "Any program that is taken over may change the path. If something more powerful reads it, runs it or listens there, the attacker is that next.",
    examples: [
      {
        bad: '{ systemd.services.x.script = "chmod 666 /var/run/docker.sock"; }\n',
        good: '{ systemd.services.x.script = "chmod 0660 /run/app.sock"; }\n',
      },
    ],
    traps: [
      {
        good: '{ stdenv }: stdenv.mkDerivation { name = "a"; postInstall = "chmod 777 $out/share"; }\n',
        because: "the store takes write bits away",
      },
      {
        good: '{ systemd.services.x.script = "chmod 1777 /run/shared"; }\n',
        because: "the sticky bit keeps users from each other's files",
      },
      {
        good: '{ systemd.services.x.script = "chmod a+rx /srv/www"; }\n',
        because: "nobody may write",
      },
    ],
    references: ["https://cwe.mitre.org/data/definitions/732.html"],
  },
  mentions: ["chmod"],
  visit: {
    source_code(_node, { path, tree, semantics, report }) {
      if (isAside({ path, tree })) return;
      for (const { node, text, role, commands } of shellScripts(semantics)) {
        if (role === "build") continue;
        for (const { name, words, start, end } of commands) {
          if (name !== "chmod") continue;
          const [mode = "", ...targets] = words.filter((word) => !/^-[A-Za-z]+$|^--/.test(word));
          if (!openMode.test(mode) || targets.some((target) => isBuilt.test(target))) continue;
          const target = targets.find((word) => plainPath.test(word));
          const at = spanWithin(node, text, start, end);
          const severity = targets.some((word) => important.test(word))
            ? { severity: severityOf("high") }
            : {};
          if (target === undefined) report({ at, message: "unknown", data: { mode }, ...severity });
          else report({ at, message: "open", data: { mode, target }, ...severity });
        }
      }
    },
  },
});

const openMode = /^(?:0?(?:777|666|776|767|766)|[ug]*[ao][ug]*[+=]r?wx?X?|\+rw?wx?)$/;
const isBuilt = /^"?\$\{?(?:out|TMPDIR|tmp\w*|NIX_BUILD_TOP)\b/;
const plainPath = /^[\w./*$-]+$/;
const important =
  /^(?:\/var\/run\/docker\.sock|\/run\/docker\.sock|\/dev\/|\/etc(?:\/|$)|\/var\/lib(?:\/|$))/;
