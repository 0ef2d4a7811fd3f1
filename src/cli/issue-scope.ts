import { relative } from "node:path";
import type { Config, RuleSetting } from "../config/index.ts";
import type { AuditResult } from "../diagnostic/index.ts";
import type { Discovery } from "../index.ts";
import { areaOf } from "../report/issues/index.ts";

type Settings = ReadonlyMap<string, RuleSetting>;

/**
 * Tells for which rules and areas an audit found all there is, so that what it did not find is fixed: the area was
 * audited whole, the rule ran there, and every file could be read and parsed.
 */
export function createIssueScope(audit: {
  readonly root: string;
  /** Absolute: what the audit was asked for. */
  readonly paths: readonly string[];
  readonly discovery: Discovery;
  readonly config: Config;
  readonly result: AuditResult;
}): (ruleId: string, area: string) => boolean {
  const { root, config, discovery, result } = audit;
  const asked = audit.paths.map((path) => relative(root, path).replaceAll("\\", "/"));
  const broken = new Set(
    result.findings
      .filter(({ ruleId }) => ruleId === "syntax-error" || ruleId === "unreadable-file")
      .map(({ path, hosts }) => areaOf(path, hosts)),
  );
  const hostsByPath = new Map(result.findings.map(({ path, hosts }) => [path, hosts]));
  const settings = new Map<string, Set<Settings>>();
  for (const { path } of discovery.files) {
    const area = areaOf(path, hostsByPath.get(path) ?? []);
    const known = settings.get(area) ?? new Set();
    known.add(config.settingsFor(path));
    settings.set(area, known);
  }

  function runs(ruleId: string, area: string): boolean {
    // For an area without files, what would hold for one.
    const inArea = settings.get(area) ?? [config.settingsFor(`${area}/default.nix`)];
    return [...inArea].some((ofFile) => ofFile.has(ruleId));
  }

  function isCovered(area: string): boolean {
    return asked.some((path) => path === "" || path === area || area.startsWith(`${path}/`));
  }

  return (ruleId, area) =>
    result.failures.length === 0 && isCovered(area) && !broken.has(area) && runs(ruleId, area);
}
