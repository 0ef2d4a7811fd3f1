import { createHash } from "node:crypto";
import type { Config } from "../config/index.ts";
import {
  isAsSureAs,
  isAtLeast,
  type Diagnostic,
  type RelatedLocation,
  type SuppressedDiagnostic,
} from "../diagnostic/index.ts";
import type { OpenFile, Place } from "../project/index.ts";
import { createSourceText, type Span } from "../text/index.ts";
import type { Draft } from "./draft.ts";
import { locate, locateDrafts, sortDrafts } from "./locate.ts";
import { createRedaction, withoutQuotes, withoutTokens, type Redaction } from "./redaction.ts";
import { findSuppressions, silences } from "./suppressions.ts";

/** A finding in a file of the tree, made outside of the audit of that file. */
export interface PlacedDraft extends Draft {
  readonly path: string;
  readonly hosts: readonly string[];
  readonly relatedPlaces: readonly { readonly at: Place; readonly message: string }[];
}

export interface PlacedFindings {
  readonly findings: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
}

/** What placing findings needs of the tree. */
export interface PlacingContext {
  readonly config: Config;
  readonly open: (path: string) => OpenFile | undefined;
  /** What may not be shown of a file. */
  readonly redactedOf: (file: OpenFile) => readonly Span[];
  readonly lineHashes: boolean;
}

/**
 * Gives findings their lines, excerpts and fingerprints; drops those under the limits of the config, and sets those aside that
 * a comment silences.
 */
export function placeFindings(
  drafts: readonly PlacedDraft[],
  context: PlacingContext,
): PlacedFindings {
  const { config } = context;
  const shown = drafts.filter(
    ({ severity, confidence }) =>
      isAtLeast(severity, config.minimumSeverity) &&
      isAsSureAs(confidence, config.minimumConfidence),
  );
  const redactions = new Map<string, Redaction>();
  const redactionOf = (file: OpenFile): Redaction => {
    const known = redactions.get(file.path) ?? createRedaction(context.redactedOf(file));
    redactions.set(file.path, known);
    return known;
  };
  const findings: Diagnostic[] = [];
  const suppressed: SuppressedDiagnostic[] = [];
  const byPath = new Map<string, PlacedDraft[]>();
  for (const draft of shown) {
    const group = byPath.get(draft.path);
    if (group) group.push(draft);
    else byPath.set(draft.path, [draft]);
  }
  for (const [path, mine] of [...byPath].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const file = context.open(path);
    const source = file?.source ?? createSourceText(new Uint8Array(0));
    const hidden = file ? redactionOf(file) : createRedaction([]);
    const suppressions = file ? findSuppressions(file.tree) : [];
    const sorted = sortDrafts(mine);
    const located = locateDrafts(path, source, sorted, context.lineHashes, hidden);
    for (const [index, draft] of sorted.entries()) {
      const found = located[index];
      if (!found) continue;
      const diagnostic: Diagnostic = {
        ...found,
        message: withoutTokens(found.message),
        hosts: draft.hosts.toSorted(),
        related: draft.relatedPlaces.flatMap((related) =>
          relatedLocation(related, context, redactionOf),
        ),
      };
      const by = suppressions.find((suppression) => silences(suppression, draft));
      if (by) suppressed.push({ diagnostic, by: "comment", reason: by.reason });
      else findings.push(diagnostic);
    }
  }
  return { findings, suppressed };
}

function relatedLocation(
  { at, message }: { readonly at: Place; readonly message: string },
  { open }: PlacingContext,
  redactionOf: (file: OpenFile) => Redaction,
): RelatedLocation[] {
  const file = open(at.path);
  if (!file) return [];
  const { startLine, startColumn, endLine, endColumn } = locate(file.source, at.span);
  const shown = withoutTokens(withoutQuotes(message, at.span, file.source, redactionOf(file)));
  return [{ path: at.path, startLine, startColumn, endLine, endColumn, message: shown }];
}

/** The finding under another fingerprint where its own is taken: two findings of one result never share one. */
export function withOwnFingerprint(found: Diagnostic, taken: Set<string>): Diagnostic {
  let { fingerprint } = found;
  while (taken.has(fingerprint))
    fingerprint = createHash("sha256")
      .update(`${fingerprint}\0evaluated`)
      .digest("hex")
      .slice(0, 32);
  taken.add(fingerprint);
  return fingerprint === found.fingerprint ? found : { ...found, fingerprint };
}
