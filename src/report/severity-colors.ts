import type { ChalkInstance } from "chalk";
import type { Severity } from "../diagnostic/index.ts";

/** The colour in which a terminal shows each severity. */
export function severityColors(chalk: ChalkInstance): Readonly<Record<Severity, ChalkInstance>> {
  return { error: chalk.red, warning: chalk.yellow, info: chalk.cyan };
}
