import { categories, type RuleMetadata } from "../diagnostic/index.ts";

/** `rules/README.md`: every rule in one table a category. */
export function renderRuleTable(rules: readonly RuleMetadata[]): string {
  const used = categories.filter((category) => rules.some((rule) => rule.category === category));
  const tables = used.map((category) => {
    const rows = rules
      .filter((rule) => rule.category === category)
      .map(({ id, summary, severity, preset, fix }) => {
        const cells = [
          `[\`${id}\`](${category}/${id}.md)`,
          summary.replaceAll("|", "\\|"),
          severity,
          preset,
          fix,
        ];
        return `| ${cells.join(" | ")} |`;
      });
    const head = [
      "| rule | reports | severity | preset | fix |",
      "| --- | --- | --- | --- | --- |",
    ];
    return `## ${category}\n\n${[...head, ...rows].join("\n")}`;
  });
  return (
    [
      "<!-- Generated from the rules by `npm run generate`. Do not edit. -->",
      "# Rules",
      `${rules.length} rules. \`recommended\` ones run by default; \`strict\` and \`opt-in\` ones when the preset or the config asks for them.`,
      ...tables,
      "",
    ]
      .join("\n\n")
      .trimEnd() + "\n"
  );
}
