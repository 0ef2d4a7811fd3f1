import type { Diagnostic } from "../diagnostic/index.ts";
import { summarizeFile, type FileSummary } from "../project/index.ts";
import type { FileContext } from "../rule/index.ts";
import type { Span } from "../text/index.ts";
import type { Draft } from "./draft.ts";
import type { Suppression } from "./suppressions.ts";

/** What has to be known of one file when project rules speak of it: plain data, made where its tree is. */
export interface FileEvidence {
  readonly summary: FileSummary;
  readonly hasSyntaxError?: true;
  readonly isGenerated?: true;
  readonly suppressions?: readonly Suppression[];
  /** Findings of `unused-suppression` that hold unless a project rule has something for the comment to silence. */
  readonly pending?: readonly PendingFinding[];
  /** What may not be shown of it. */
  readonly redacted?: readonly Span[];
}

/** A finding that holds unless its comment, by its place in `suppressions`, is used. */
export interface PendingFinding {
  readonly suppression: number;
  readonly diagnostic: Diagnostic;
}

/** What project rules need of a file that was just audited. */
export function collectEvidence(
  file: FileContext,
  known: {
    readonly isGenerated: boolean;
    readonly suppressions: readonly Suppression[];
    readonly redacted: readonly Span[];
    /** Whether a rule looks for copied code. */
    readonly wantsPrints: boolean;
  },
): FileEvidence {
  const prints = known.wantsPrints && !file.hasSyntaxError && !known.isGenerated;
  return {
    summary: summarizeFile(file.path, file.tree, file.semantics, { prints }),
    ...(file.hasSyntaxError ? { hasSyntaxError: true } : {}),
    ...(known.isGenerated ? { isGenerated: true } : {}),
    ...(known.suppressions.length > 0 ? { suppressions: known.suppressions } : {}),
    ...(known.redacted.length > 0 ? { redacted: known.redacted } : {}),
  };
}

/** The comments that drafts wait for, by the key of the draft. */
export function pendingOf(drafts: readonly Draft[]): Map<string, Suppression> {
  return new Map(
    drafts.flatMap(({ pendingOn, rule, span }) =>
      pendingOn ? [[keyOf(rule.id, span), pendingOn] as const] : [],
    ),
  );
}

/** The evidence with the findings that wait for a comment to be used. */
export function withPending(
  evidence: FileEvidence,
  pending: ReadonlyMap<string, Suppression>,
  findings: readonly Diagnostic[],
): FileEvidence {
  if (pending.size === 0) return evidence;
  const places = new Map(evidence.suppressions?.map((suppression, index) => [suppression, index]));
  return {
    ...evidence,
    pending: findings.flatMap((diagnostic) => {
      const comment = pending.get(keyOf(diagnostic.ruleId, diagnostic.span));
      return comment ? [{ suppression: places.get(comment) ?? -1, diagnostic }] : [];
    }),
  };
}

/** What tells the findings of one file apart: rule and place. */
export function keyOf(ruleId: string, span: Span): string {
  return `${ruleId} ${span.start} ${span.end}`;
}
