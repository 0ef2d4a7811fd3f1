import type { Diagnostic } from "../../diagnostic/index.ts";
import { scoreOf } from "../score.ts";
import { effortOf } from "./finding-groups.ts";
import type { FindingGroup, PlanStep, Urgency } from "./model.ts";

/** So many rules are named in a command: a line that can be read. */
const NAMED_RULES = 12;

/** What to do in which order, with what each step brings. Steps that have nothing to do are left out. */
export function planSteps(
  findings: readonly Diagnostic[],
  groups: readonly FindingGroup[],
  /** What counts in the score beside the findings, and which size. */
  { known, bytes }: { readonly known: readonly Diagnostic[]; readonly bytes: number },
): readonly PlanStep[] {
  const urgencies = new Map(groups.map(({ ruleId, urgency }) => [ruleId, urgency]));
  const isAt = (urgency: Urgency) => (finding: Diagnostic) =>
    urgencies.get(finding.ruleId) === urgency;
  const steps: readonly {
    readonly title: string;
    readonly command?: (rules: readonly string[]) => string;
    readonly takes: (finding: Diagnostic) => boolean;
  }[] = [
    {
      title: "Apply the safe fixes, and read the diff",
      command: () => "nixaudit fix",
      takes: ({ fix }) => fix?.safety === "safe",
    },
    { title: "Mend what should not wait", takes: isAt("now") },
    {
      title: "Review the fixes that may change what the code does, rule by rule",
      command: (rules) => `nixaudit --unsafe-fixes --diff --select ${rules.join(",")}`,
      takes: ({ fix }) => fix?.safety === "unsafe",
    },
    { title: "Mend by hand what is wrong or risky", takes: isAt("soon") },
    {
      title: "Mend the rest as files are touched; until then only what is new fails",
      command: () => "nixaudit --baseline nixaudit-baseline.json --update-baseline",
      takes: isAt("later"),
    },
  ];
  let left = findings;
  return steps.flatMap(({ title, command, takes }): PlanStep[] => {
    const taken = left.filter(takes);
    if (taken.length === 0) return [];
    left = left.filter((finding) => !takes(finding));
    const rules = groups.flatMap(({ ruleId }) =>
      taken.some((finding) => finding.ruleId === ruleId) ? [ruleId] : [],
    );
    return [
      {
        title,
        ...(command === undefined ? {} : { command: command(rules.slice(0, NAMED_RULES)) }),
        findings: taken.length,
        files: new Set(taken.map(({ path }) => path)).size,
        rules,
        effort: effortOf(taken),
        scoreAfter: scoreOf([...left, ...known], bytes).total,
      },
    ];
  });
}
