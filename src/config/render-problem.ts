import type { ConfigProblem } from "./config.ts";

/** One line, such as ``nixaudit.toml:3:1: no rule or category is called `x`; did you mean `y`?``. */
export function renderConfigProblem(problem: ConfigProblem): string {
  const { path, line, column, message, suggestion } = problem;
  const place = [path, line, column].filter((part) => part !== undefined).join(":");
  const question = suggestion === undefined ? "" : `; did you mean \`${suggestion}\`?`;
  return `${place}: ${message}${question}`;
}
