import { categories } from "../diagnostic/index.ts";
import { findNearestName, type RuleSetting } from "../config/index.ts";
import { isProjectRule, type FileContext, type Rule } from "../rule/index.ts";
import { createDraft } from "./dispatch.ts";
import type { Draft } from "./draft.ts";
import type { Suppression } from "./suppressions.ts";

/** Everything that tells a needed suppression from a stale one. */
export interface SuppressionEvidence {
  readonly suppressions: readonly Suppression[];
  /** Those that silenced a finding. */
  readonly used: ReadonlySet<object>;
  readonly rules: readonly Rule[];
  readonly settings: ReadonlyMap<string, RuleSetting>;
  readonly file: FileContext;
  /** Whether project rules run later: what only they can use is judged after them. */
  readonly hasProject: boolean;
}

/**
 * Findings of `unused-suppression`: comments that silence nothing, name an unknown rule or give no reason. A comment
 * for a rule that did not run here is not judged, nor is any in a file with a syntax error.
 */
export function judgeSuppressions({
  suppressions,
  used,
  rules,
  settings,
  file,
  hasProject,
}: SuppressionEvidence): Draft[] {
  const rule = rules.find(({ id }) => id === "unused-suppression");
  const setting = settings.get("unused-suppression");
  if (!rule || !setting || file.hasSyntaxError) return [];
  const known = new Set([
    ...rules.flatMap(({ id, formerIds = [] }) => [id, ...formerIds]),
    ...categories,
  ]);
  const drafts: Draft[] = [];
  const report = (
    suppression: Suppression,
    message: string,
    data: Record<string, string>,
    fix?: object,
    pendingOn?: Suppression,
  ): void => {
    drafts.push({
      ...createDraft(rule, setting, { at: suppression.at, message, data, fix } as never, file),
      ...(pendingOn ? { pendingOn } : {}),
    });
  };
  for (const suppression of suppressions) {
    const unknown = suppression.names.find((name) => !known.has(name));
    if (unknown !== undefined) {
      const nearest = findNearestName(unknown, [...known]);
      if (nearest === undefined) report(suppression, "unknown", { name: unknown });
      else report(suppression, "misspelled", { name: unknown, nearest });
      continue;
    }
    if (suppression.form === "ignore-end") continue;
    if (suppression.names.length === 0) report(suppression, "unnamed", {});
    else if (suppression.reason === "") report(suppression, "unexplained", {});
    if (used.has(suppression)) continue;
    const named = rulesNamedBy(suppression, rules);
    if (named.length === 0 || !named.every(({ id }) => settings.has(id))) continue;
    const awaitsProject = named.some(isProjectRule);
    if (awaitsProject && !hasProject) continue;
    report(
      suppression,
      "unused",
      { names: suppression.names.join(", ") || "all rules" },
      {
        title: "Remove the comment",
        edits: [{ span: removalOf(suppression, file), newText: "" }],
      },
      awaitsProject ? suppression : undefined,
    );
  }
  return drafts;
}

function rulesNamedBy(suppression: Suppression, rules: readonly Rule[]): readonly Rule[] {
  return rules.filter(
    ({ id, category, formerIds = [] }) =>
      suppression.names.length === 0 ||
      [id, category, ...formerIds].some((name) => suppression.names.includes(name)),
  );
}

/** The comment, with its whole line where it stands alone, else with the blanks before it. */
function removalOf({ at }: Suppression, { source }: FileContext): { start: number; end: number } {
  const line = source.lineSpan(source.lineAt(at.start));
  const before = source.slice(line.start, at.start);
  if (before.trim() !== "" || at.end > line.end) {
    return { start: at.start - (before.length - before.trimEnd().length), end: at.end };
  }
  const next =
    source.lineAt(at.start) < source.lineCount
      ? source.lineSpan(source.lineAt(at.start) + 1).start
      : line.end;
  return source.slice(at.end, line.end).trim() === "" ? { start: line.start, end: next } : at;
}
