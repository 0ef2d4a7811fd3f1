import type { Section } from "./document.ts";
import type { ReportModel } from "./model.ts";
import { antiPatterns, header, performance, security, summary } from "./sections-findings.ts";
import {
  actionPlan,
  cleanAndSuppressed,
  comparison,
  recommendations,
  scores,
} from "./sections-outcome.ts";
import { flakeInputs, metrics, modularization, moduleSystem, packages } from "./sections-tree.ts";

/** The fifteen sections, always all of them, in this order. */
export function sectionsOf(model: ReportModel): readonly Section[] {
  return [
    header(model),
    summary(model),
    antiPatterns(model),
    security(model),
    moduleSystem(model),
    packages(model),
    performance(model),
    modularization(model),
    flakeInputs(model),
    metrics(model),
    recommendations(model),
    actionPlan(model),
    scores(model),
    comparison(model),
    cleanAndSuppressed(model),
  ];
}
