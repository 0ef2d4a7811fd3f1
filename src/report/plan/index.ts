export { buildPlan } from "./build-plan.ts";
export { renderPlanJson } from "./render-json.ts";
export { renderPlanMarkdown } from "./render-markdown.ts";
