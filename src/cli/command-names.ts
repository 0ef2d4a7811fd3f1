/** Every command by name: a word that is nearly one of them is no file that is missing. */
export const commandNames: readonly string[] = [
  "check",
  "fix",
  "report",
  "hosts",
  "graph",
  "affected",
  "plan",
  "validate",
  "issues",
  "compare",
  "init",
  "completions",
  "rules",
  "explain",
];
