import type { ChalkInstance } from "chalk";
import type { Severity } from "../diagnostic/index.ts";
/** The colour in which a terminal shows each severity. */
export declare function severityColors(chalk: ChalkInstance): Readonly<Record<Severity, ChalkInstance>>;
