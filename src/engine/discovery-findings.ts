import type { Config } from "../config/index.ts";
import type { Diagnostic } from "../diagnostic/index.ts";
import type { PathProblem } from "../project/discovery/index.ts";
import type { Rule } from "../rule/index.ts";
import { createSourceText } from "../text/index.ts";
import { createDraft } from "./dispatch.ts";
import { locateDrafts } from "./locate.ts";

/** Findings of `unreadable-file` for what discovery met and could not read. */
export function problemFindings(
  problems: readonly PathProblem[],
  rules: readonly Rule[],
  config: Config,
): Diagnostic[] {
  const rule = rules.find(({ id }) => id === "unreadable-file");
  if (!rule) return [];
  const empty = createSourceText(new Uint8Array(0));
  return problems.flatMap(({ path, detail }) => {
    const setting = config.settingsFor(path).get(rule.id);
    if (!setting) return [];
    const at = { start: 0, end: 0 };
    const draft = createDraft(
      rule,
      setting,
      { at, message: "unreadable", data: { detail } } as never,
      { hasSyntaxError: true },
    );
    return locateDrafts(path, empty, [draft], false);
  });
}
