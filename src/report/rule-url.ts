import type { Category } from "../diagnostic/index.ts";
import type { ReportContext } from "./reporter.ts";

/** The address of a rule's page as it was at the release that made the report. */
export function ruleUrl(
  rule: { readonly category: Category; readonly ruleId: string },
  context: Pick<ReportContext, "homepage" | "toolVersion">,
): string {
  const page = `rules/${rule.category}/${encodeSegment(rule.ruleId)}.md`;
  return `${context.homepage}/blob/v${encodeSegment(context.toolVersion)}/${page}`;
}

/** A root-relative path as a relative URI: percent-encoded, with forward slashes. */
export function toUri(path: string): string {
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map(encodeSegment)
    .join("/");
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replaceAll(/\p{Surrogate}/gu, "\u{FFFD}"));
}
