import type { ConfigProblem } from "./config.ts";
/** One line, such as ``nixaudit.toml:3:1: no rule or category is called `x`; did you mean `y`?``. */
export declare function renderConfigProblem(problem: ConfigProblem): string;
