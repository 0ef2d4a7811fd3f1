import type { Release } from "./init-release.ts";

/** The command \`/config-audit\`: the full report, read, and filed as issues once somebody said so. */
export function renderAuditCommand({ slug, tag }: Release): string {
  return `---
description: Audit this Nix configuration, sum up what matters, and file it as issues
argument-hint: "[path]"
allowed-tools: Bash(nixaudit report:*), Bash(nixaudit issues:*), Bash(nixaudit explain:*), Bash(gh issue list:*), Read
---

Audit the Nix configuration at \`$ARGUMENTS\` (the repository's top folder if that is empty) with nixaudit. It runs no Nix
code and sends nothing anywhere. Where \`nixaudit\` is not on the PATH, \`nix run github:${slug}/${tag} --\` stands for it.

1. **Report.** Run \`nixaudit report PATH --format markdown\` and read all of it. Exit code 1 means that there are findings, 2 that
   the audit could not be done: then say why, and stop.
2. **Sum up**, in this order and in at most twenty lines: the score, and how it changed if the report compares it; what
   must be done today (errors, secrets, what is open to the network); what is worth a week; what can wait. Give
   file:line for each. Use only what the report says. \`nixaudit explain RULE\` tells why a rule matters.
3. **Check three** of the gravest findings in the files themselves. Say so where one does not hold: it can be silenced with
   \`# nixaudit: ignore[RULE] reason\`.
4. **Never repeat a secret**, not even a part of one: name its file and line.
5. **Issues.** Make the list of what is there, and the script that brings it up to date:

   \`\`\`sh
   folder=$(mktemp -d)
   gh issue list --label nixaudit --state all --limit 1000 --json number,title,body,state > "$folder/issues.json"
   nixaudit issues PATH --existing "$folder/issues.json" --format gh --output "$folder/file.sh"
   \`\`\`

   It prints what would be created, updated, reopened and closed. Show that list and **ask before running**
   \`bash "$folder/file.sh"\`. Do not file issues in any other way: the script is what keeps a second run from
   filing them twice.
6. **Mend** only when asked: \`nixaudit --diff\` shows what the safe fixes would change, \`nixaudit fix\` applies them.
`;
}
