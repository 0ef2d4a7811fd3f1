import type { Diagnostic, SuppressedDiagnostic } from "../diagnostic/index.ts";
import type { Project } from "../project/index.ts";
import type { FileEvidence, PendingFinding } from "./file-evidence.ts";
import { speaksOfGenerated } from "./generated-file.ts";
import { locateDrafts, sortDrafts, type ShownFile } from "./locate.ts";
import type { ProjectDraft } from "./project-dispatch.ts";
import { createRedaction } from "./redaction.ts";
import { silences } from "./suppressions.ts";

/** What is known of the files that findings stand on. */
export interface FindingContext {
  readonly project: Project;
  /** By path. */
  readonly evidence: ReadonlyMap<string, FileEvidence>;
  /** Whether findings in a file are asked for. */
  readonly covers: (path: string) => boolean;
}

/** Drafts, each shown or silenced by a comment. */
export interface JudgedDrafts {
  readonly shown: readonly ProjectDraft[];
  readonly silenced: readonly { readonly draft: ProjectDraft; readonly reason: string }[];
  /** Comments that silence nothing, as is known now. */
  readonly unused: readonly Diagnostic[];
}

/** Sorts out what comments silence, and what nobody asked for. */
export function judgeProjectDrafts(
  drafts: readonly ProjectDraft[],
  { project, evidence, covers }: FindingContext,
): JudgedDrafts {
  const shown: ProjectDraft[] = [];
  const silenced: { readonly draft: ProjectDraft; readonly reason: string }[] = [];
  const used = new Map<string, Set<number>>();
  for (const draft of drafts) {
    const { path } = draft;
    if (!covers(path)) continue;
    const known = evidence.get(path);
    if (known?.isGenerated && !speaksOfGenerated(draft.rule.category)) continue;
    const suppressions = known?.suppressions ?? [];
    const index = suppressions.findIndex((suppression) => silences(suppression, draft));
    const by = suppressions[index];
    if (!by) {
      shown.push(draft);
      continue;
    }
    used.set(path, (used.get(path) ?? new Set()).add(index));
    silenced.push({ draft, reason: by.reason });
  }
  // A rule that saw only a part of the tree may have missed what a comment silences.
  const unused = project.isWhole
    ? [...evidence.values()].flatMap(({ summary, pending = [] }) =>
        pending
          .filter(({ suppression }: PendingFinding) => !used.get(summary.path)?.has(suppression))
          .map(({ diagnostic }) => diagnostic),
      )
    : [];
  return { shown, silenced, unused };
}

/** Judged drafts as findings, with lines, excerpts and fingerprints. */
export function locateProjectDrafts(
  { shown, silenced, unused }: JudgedDrafts,
  { project, evidence }: FindingContext,
  lineHashes: boolean,
): {
  readonly findings: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
} {
  const files = new Map<string, ShownFile | undefined>();
  const fileAt = (path: string): ShownFile | undefined => {
    if (!files.has(path)) {
      const source = project.readText(path);
      const hidden = createRedaction(evidence.get(path)?.redacted ?? []);
      files.set(path, source && { source, hidden });
    }
    return files.get(path);
  };
  const reasons = new Map(silenced.map(({ draft, reason }) => [draft, reason]));
  const byPath = new Map<string, ProjectDraft[]>();
  for (const draft of [...shown, ...reasons.keys()]) {
    const sameFile = byPath.get(draft.path);
    if (sameFile) sameFile.push(draft);
    else byPath.set(draft.path, [draft]);
  }
  const findings: Diagnostic[] = [...unused];
  const suppressed: SuppressedDiagnostic[] = [];
  for (const [path, drafts] of byPath) {
    const file = fileAt(path);
    if (!file) continue;
    const ordered = sortDrafts(drafts);
    const located = locateDrafts(path, file.source, ordered, lineHashes, file.hidden, fileAt);
    // Sorting is stable: the findings stand in the order of the drafts.
    for (const [index, diagnostic] of located.entries()) {
      const reason = ordered[index] && reasons.get(ordered[index]);
      if (reason === undefined) findings.push(diagnostic);
      else suppressed.push({ diagnostic, by: "comment", reason });
    }
  }
  return { findings, suppressed };
}
