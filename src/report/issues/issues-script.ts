import type { IssueAction, IssuePlan, TrackingAction } from "./issue.ts";
import { quoteForShell } from "./quote-for-shell.ts";

const head = String.raw`#!/usr/bin/env bash
# Files the findings of nixaudit as GitHub issues. Read it, then run it in the repository:
#   bash THIS-FILE
# It needs gh (https://cli.github.com), logged in. To run it again, make it again with --existing first.
set -euo pipefail
export GH_PROMPT_DISABLED=1

# GitHub asks for a second between changes.
pause() { sleep "\${NIXAUDIT_PAUSE:-1}"; }

# A label that is there already stays as it is.
label() { gh label create "$1" --description 'Found by nixaudit' >/dev/null 2>&1 || true; }
`.replaceAll("\\$", "$");

/** A bash script of `gh` commands that does what the plan says; it does nothing where there is nothing to do. */
export function renderIssuesScript({ actions, tracking }: IssuePlan): string {
  const changing = actions.filter(({ action }) => action !== "keep");
  const all = tracking && tracking.action !== "keep" ? [...changing, tracking] : changing;
  if (all.length === 0) return `${head}\necho 'Nothing to do.'\n`;
  const created = all.filter(({ action }) => action === "create");
  const labels = [...new Set(created.flatMap((action) => action.labels))].toSorted();
  const numbers = new Map(
    changing.filter(({ action }) => action === "create").map(({ key }) => [key, `issue_${key}`]),
  );
  return [
    head,
    ...labels.map((name) => `label ${quoteForShell(name)}\n`),
    ...all.map((action) => `\n${renderAction(action, numbers)}`),
  ].join("");
}

function renderAction(
  action: IssueAction | TrackingAction,
  variables: ReadonlyMap<string, string>,
): string {
  const { number, key, title } = action;
  const body = renderBody(action.body, variables);
  const edit = `${body} | gh issue edit ${number} --body-file - >/dev/null\n`;
  const comment = quoteForShell(`--comment=${action.comment ?? ""}`);
  switch (action.action) {
    case "create": {
      const variable = variables.get(key) ?? "issue_tracking";
      const options = [`--title=${title}`, `--label=${action.labels.join(",")}`].map(quoteForShell);
      return [
        `${variable}=$(${body} | gh issue create ${options.join(" ")} --body-file -)\n`,
        `${variable}=\${${variable}##*/}\n`,
        say("created", `"$${variable}"`, title),
      ].join("");
    }
    case "update":
      return `${edit}${say("updated", `${number}`, title)}`;
    case "reopen":
      return `gh issue reopen ${number} ${comment} >/dev/null\n${edit}${say("reopened", `${number}`, title)}`;
    case "close":
      return `${edit}gh issue close ${number} --reason completed ${comment} >/dev/null\n${say("closed", `${number}`, title)}`;
    case "keep":
      return "";
  }
}

function say(verb: string, number: string, title: string): string {
  return `printf '%-8s #%s %s\\n' ${verb} ${number} ${quoteForShell(title)}\npause\n`;
}

/** A command that prints the body. An issue without a number stands as the variable that has it by then. */
function renderBody(
  body: IssueAction["body"] | TrackingAction["body"],
  variables: ReadonlyMap<string, string>,
): string {
  const pieces = typeof body === "string" ? [body] : body;
  const words: string[] = [];
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    const variable = variables.get(piece.issue.key);
    if (piece.issue.number !== undefined || variable === undefined) {
      text += `#${piece.issue.number ?? ""}`;
      continue;
    }
    words.push(quoteForShell(`${text}#`), `"$${variable}"`);
    text = "";
  }
  if (text !== "") words.push(quoteForShell(text));
  return `printf '%s' ${words.join("")}`;
}
