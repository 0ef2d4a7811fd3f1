import type { Reporter } from "./reporter.ts";
export type { ReportContext, Reporter } from "./reporter.ts";
export { ruleUrl } from "./rule-url.ts";
/** Every reporter by the name that `--format` takes, in the order in which help shows them. */
export declare const reporters: ReadonlyMap<string, Reporter>;
