import type { RuleMetadata } from "../diagnostic/index.ts";
import { ruleUrl } from "../report/index.ts";
import manifest from "../../package.json" with { type: "json" };

/** What the tool says of itself. */
export const tool = {
  version: manifest.version,
  homepage: manifest.homepage,
} as const;

/** Address of a rule's page. */
export function pageOf({ category, id }: RuleMetadata): string {
  return ruleUrl({ category, ruleId: id }, { homepage: tool.homepage, toolVersion: tool.version });
}
