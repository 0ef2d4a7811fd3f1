import { checkstyleReporter } from "./checkstyle.ts";
import { conciseReporter } from "./concise.ts";
import { githubReporter } from "./github.ts";
import { gitlabReporter } from "./gitlab.ts";
import { jsonReporter } from "./json.ts";
import { junitReporter } from "./junit.ts";
import { markdownReporter } from "./markdown.ts";
import { rdjsonReporter } from "./rdjson.ts";
import type { Reporter } from "./reporter.ts";
import { sarifReporter } from "./sarif.ts";
import { textReporter } from "./text.ts";

export type { ReportContext, Reporter } from "./reporter.ts";
export { nameOf, renderValidation, stageLine } from "./validation.ts";
export { ruleUrl } from "./rule-url.ts";
export { scoreOf, type ScoredFinding } from "./score.ts";
export { parseHistory, renderHistoryLine, summarizeRun, type HistoryEntry } from "./history.ts";

/** Every reporter by the name that `--format` takes, in the order in which help shows them. */
export const reporters: ReadonlyMap<string, Reporter> = new Map(
  [
    textReporter,
    conciseReporter,
    jsonReporter,
    sarifReporter,
    githubReporter,
    gitlabReporter,
    junitReporter,
    checkstyleReporter,
    rdjsonReporter,
    markdownReporter,
  ].map((reporter) => [reporter.name, reporter]),
);
export { affectedFormats } from "./affected.ts";
export { graphFormats } from "./graph.ts";
export { createGraphView } from "./graph-view.ts";
export { judgeHosts, renderHostsAsJson, renderHostsAsText } from "./hosts.ts";
export { compareResults, parseResult, type ComparedResult, type Comparison } from "./compare.ts";
export {
  renderComparisonJson,
  renderComparisonMarkdown,
  renderComparisonText,
} from "./render-comparison.ts";
