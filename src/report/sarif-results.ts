import type { Fix, Location as SarifLocation, Region, Replacement, Result } from "sarif";
import type { Diagnostic, LocatedEdit, LocatedFix, Location } from "../diagnostic/index.ts";
import { toUri } from "./rule-url.ts";
import { sarifLevels } from "./sarif-rules.ts";
import { toSarifMessage } from "./sarif-text.ts";

/** The name of the folder that all paths start from. */
export const SOURCE_ROOT = "%SRCROOT%";

/** A finding as SARIF; `ruleIndexes` tells the place of each described rule. */
export function toResult(finding: Diagnostic, ruleIndexes: ReadonlyMap<string, number>): Result {
  const ruleIndex = ruleIndexes.get(finding.ruleId);
  return {
    ruleId: finding.ruleId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: sarifLevels[finding.severity],
    message: { text: toSarifMessage(finding.message) },
    locations: [toLocation(finding)],
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map((related, index) => ({
            id: index + 1,
            ...toLocation(related),
            message: { text: toSarifMessage(related.message) },
          })),
        }),
    partialFingerprints: {
      ...(finding.lineHash === undefined ? {} : { primaryLocationLineHash: finding.lineHash }),
      "nixauditFingerprint/v1": finding.fingerprint,
    },
    ...(finding.fix === undefined || finding.fix.edits.length === 0
      ? {}
      : { fixes: [toFix(finding.path, finding.fix)] }),
    ...(finding.hosts.length === 0 ? {} : { properties: { hosts: [...finding.hosts] } }),
  };
}

/** A file as SARIF, relative to {@link SOURCE_ROOT}. */
export function toArtifactLocation(path: string): { uri: string; uriBaseId: string } {
  return { uri: toUri(path), uriBaseId: SOURCE_ROOT };
}

function toLocation(location: Location): SarifLocation {
  return {
    physicalLocation: {
      artifactLocation: toArtifactLocation(location.path),
      region: toRegion(location),
    },
  };
}

function toRegion({ startLine, startColumn, endLine, endColumn }: Omit<Location, "path">): Region {
  return { startLine, startColumn, endLine, endColumn };
}

function toFix(path: string, { title, safety, edits }: LocatedFix): Fix {
  const inOrder = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return {
    description: { text: toSarifMessage(`${title} (${safety} fix)`) },
    artifactChanges: [
      { artifactLocation: toArtifactLocation(path), replacements: inOrder.map(toReplacement) },
    ],
  };
}

function toReplacement(edit: LocatedEdit): Replacement {
  return {
    deletedRegion: toRegion(edit),
    ...(edit.newText === "" ? {} : { insertedContent: { text: edit.newText } }),
  };
}
