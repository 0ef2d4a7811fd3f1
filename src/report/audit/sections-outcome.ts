import { countOf } from "../plain-text.ts";
import type { HistoryEntry } from "../history.ts";
import {
  heading,
  names,
  place,
  tableOr,
  text,
  type Block,
  type Inline,
  type Section,
} from "./document.ts";
import type { FindingGroup, ReportModel, Urgency } from "./model.ts";

const NAMED_PLACES = 3;
/** So many of the findings that can wait are worth a row: the rest is in the sections above. */
const LATER_ROWS = 10;

const urgencyTitles: Readonly<Record<Urgency, string>> = {
  now: "Now",
  soon: "Soon",
  later: "Later",
};

export function recommendations(model: ReportModel): Section {
  const blocks = (["now", "soon", "later"] as const).flatMap((urgency): readonly Block[] => {
    const groups = model.groups.filter((group) => group.urgency === urgency);
    const shown = urgency === "later" ? groups.slice(0, LATER_ROWS) : groups;
    const rest = groups.length - shown.length;
    return [
      heading(urgencyTitles[urgency]),
      tableOr(
        "Nothing.",
        `${urgencyTitles[urgency]}: ${countOf(groups.length, "rule")}`,
        ["What", "Where", "How", "Command", "Effort"],
        shown.map((group) => [
          `${group.summary} (\`${group.ruleId}\`)`,
          placesOf(group),
          fixOf(group),
          { code: commandOf(group) },
          group.effort,
        ]),
      ),
      ...(rest > 0
        ? [text(`${countOf(rest, "more rule")} that can wait: see the sections above.`)]
        : []),
    ];
  });
  return { id: "recommendations", title: "Recommendations", blocks };
}

function placesOf({ findings }: FindingGroup): Inline {
  return names([...new Set(findings.map(({ path, line }) => `${path}:${line}`))], NAMED_PLACES);
}

function fixOf({ findings }: FindingGroup): string {
  const fix = findings.find((finding) => finding.fix !== undefined)?.fix;
  if (fix !== undefined) return fix.title;
  const message = findings[0]?.message ?? "";
  return findings.length === 1 ? message : `For one: ${message}`;
}

function commandOf({ ruleId, fixable }: FindingGroup): string {
  if (fixable.safe > 0) return `nixaudit fix --select ${ruleId}`;
  if (fixable.unsafe > 0) return `nixaudit --unsafe-fixes --diff --select ${ruleId}`;
  return `nixaudit explain ${ruleId}`;
}

export function actionPlan({ plan, score }: ReportModel): Section {
  return {
    id: "plan",
    title: "Action plan",
    blocks: [
      tableOr(
        "Nothing to do.",
        "Steps",
        ["#Step", "What", "#Findings", "#Files", "Effort", "#Score after"],
        plan.map(({ title, findings, files, effort, scoreAfter, rules, command }, index) => [
          index + 1,
          command === undefined ? `${title}: ${names(rules, 6)}` : `${title}: \`${command}\``,
          findings,
          files,
          effort,
          scoreAfter,
        ]),
      ),
      ...(plan.length === 0
        ? []
        : [
            text(
              `Effort: S under an hour, M under a day, L more; an estimate from the fixes that are there. The score is ${score.total} now.`,
            ),
          ]),
    ],
  };
}

export function scores({ score, groups }: ReportModel): Section {
  const penalty = score.categories.reduce((sum, part) => sum + part.penalty, 0);
  const hit = score.categories.filter(({ findings }) => findings > 0);
  return {
    id: "scores",
    title: "Score by category",
    blocks: [
      text(
        `**${score.total} of 100.** Each category has the score that it would have alone; the whole follows from all of them together (docs/score.md).`,
      ),
      tableOr(
        "Every category has 100.",
        "Scores",
        ["Category", "#Score", "#Findings", "#Part of what is lost", "Most of it"],
        hit
          .toSorted((a, b) => a.score - b.score || b.penalty - a.penalty)
          .map(({ category, score: own, findings, penalty: part }) => {
            const worst = groups
              .filter((group) => group.category === category)
              .toSorted((a, b) => b.gain - a.gain)[0];
            return [
              category,
              own,
              findings,
              `${Math.round((part * 100) / penalty)} %`,
              worst === undefined ? "known by the baseline" : `\`${worst.ruleId}\``,
            ];
          }),
      ),
      ...(hit.length > 0 && hit.length < score.categories.length
        ? [text(`The other ${score.categories.length - hit.length} categories have 100.`)]
        : []),
    ],
  };
}

export function comparison(model: ReportModel): Section {
  const { baseline, history } = model.comparison;
  return {
    id: "comparison",
    title: "Comparison",
    blocks: [
      text(
        baseline === undefined
          ? "No baseline was given (`--baseline FILE`)."
          : `Against the baseline: ${countOf(baseline.added, "new finding")}, ${baseline.known} known, ${baseline.fixed} fixed. What is known counts in the score.`,
      ),
      tableOr(
        "No earlier runs were given (`--history FILE`).",
        "Earlier runs",
        ["Run", "#Score", "#Errors", "#Warnings", "#Infos", "#Files"],
        [...history.map(runRow), ...(history.length === 0 ? [] : [thisRun(model)])],
      ),
    ],
  };
}

function runRow(entry: HistoryEntry, index: number): readonly Inline[] {
  const { date, score, findings, files } = entry;
  return [
    date ?? `${index + 1}, no date`,
    score,
    findings.error,
    findings.warning,
    findings.info,
    files,
  ];
}

function thisRun({ score, counts, coverage, comparison: { history } }: ReportModel): Inline[] {
  const change = score.total - (history.at(-1)?.score ?? score.total);
  const sign = change > 0 ? `+${change}` : String(change);
  return [
    "**this one**",
    `${score.total} (${sign})`,
    counts.error,
    counts.warning,
    counts.info,
    coverage.files,
  ];
}

export function cleanAndSuppressed({ clean, suppressed }: ReportModel): Section {
  const byComment = suppressed.filter(({ by }) => by === "comment");
  const known = new Map<string, number>();
  for (const { by, ruleId } of suppressed)
    if (by === "baseline") known.set(ruleId, (known.get(ruleId) ?? 0) + 1);
  return {
    id: "clean",
    title: "Clean and suppressed",
    blocks: [
      text(
        clean.length === 0
          ? "No category is without a finding."
          : `Nothing found in: ${clean.map(({ category, rules }) => `${category} (${countOf(rules, "rule")})`).join(", ")}.`,
      ),
      heading("Suppressed by a comment"),
      tableOr(
        "None.",
        "Suppressed by a comment",
        ["Rule", "Where", "Reason"],
        byComment.map(({ ruleId, path, line, reason }) => [
          `\`${ruleId}\``,
          place(path, line),
          reason === "" ? "none given" : { code: reason },
        ]),
      ),
      heading("Known by the baseline"),
      tableOr(
        "None.",
        "Known by the baseline",
        ["Rule", "#Findings"],
        [...known]
          .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
          .map(([ruleId, count]) => [`\`${ruleId}\``, count]),
      ),
    ],
  };
}
