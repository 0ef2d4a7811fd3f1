import type { AuditFailure, Fix, FixSafety } from "../diagnostic/index.ts";
import type { TreeReader } from "../project/index.ts";
import type { Parser } from "../syntax/index.ts";
import { applyEdits } from "../text/index.ts";
import type { FileAuditor } from "./audit-file.ts";
import { draftProject, type LoadedProject } from "./audit-project.ts";
import type { FileEvidence } from "./file-evidence.ts";
import { chooseFixes, fixFile, staysSound } from "./fix-file.ts";
import { sortDrafts } from "./locate.ts";
import type { ProjectDraft, ProjectRun } from "./project-dispatch.ts";

/** As for the fixes of one file: more passes than this, and two rules disagree. */
const PASS_LIMIT = 10;

/** What fixing a project changed. */
export interface ProjectFixes {
  /** By path: the new text, and how many fixes are in it. */
  readonly changed: ReadonlyMap<string, { readonly after: Uint8Array; readonly applied: number }>;
  readonly failures: readonly AuditFailure[];
}

/** How to fix. */
export interface ProjectFixing extends Omit<ProjectRun, "hasSyntaxError"> {
  /** Gives evidence of what it audits. */
  readonly auditor: FileAuditor;
  readonly parser: Parser;
  readonly allowed: ReadonlySet<FixSafety>;
  /** A reader of the tree in which these files are changed. */
  readonly readerWith: (changes: ReadonlyMap<string, Uint8Array>) => TreeReader;
}

/**
 * Applies the fixes of project rules until none is left; after each pass, those of file rules in the files that changed.
 * A fix that would leave broken text is dropped and told. Writes nothing.
 */
export function fixProject(loaded: LoadedProject, fixing: ProjectFixing): ProjectFixes {
  const { allowed, parser, auditor } = fixing;
  const changed = new Map<string, { readonly after: Uint8Array; readonly applied: number }>();
  const failures: AuditFailure[] = [];
  const refused = new Set<string>();
  let current = loaded;

  function fixOne(path: string, drafts: readonly ProjectDraft[]): boolean {
    const before = current.reader.read(path);
    const fixes = chooseFixes(
      sortDrafts(drafts.filter(({ rule }) => !refused.has(`${rule.id} ${path}`))),
    );
    if (!before || fixes.length === 0) return false;
    const isNix = path.endsWith(".nix");
    let after = applyEdits(
      before,
      fixes.flatMap(({ fix }) => fix.edits),
    );
    if (isNix && !staysSound(parser, before, after)) {
      for (const { rule, fix } of fixes) {
        refused.add(`${rule.id} ${path}`);
        const message = `the fix "${fix.title}" would leave text that Nix refuses; it was not applied`;
        failures.push({ ruleId: rule.id, path, message });
      }
      return false;
    }
    let applied = (changed.get(path)?.applied ?? 0) + fixes.length;
    if (isNix) {
      const inner = fixFile(auditor, parser, { path, bytes: after }, allowed);
      after = inner.after;
      applied += inner.applied;
      failures.push(...inner.failures);
    }
    changed.set(path, { after, applied });
    return true;
  }

  for (let pass = 0; pass < PASS_LIMIT; pass++) {
    const { judged } = draftProject(current, fixing);
    const unused = judged.unused.flatMap((found) => asDraft(found, fixing));
    const byPath = groupByPath(
      [...judged.shown, ...unused].filter((draft) => isAllowed(draft, allowed)),
    );
    const touched = [...byPath].filter(([path, drafts]) => fixOne(path, drafts));
    if (touched.length === 0) break;
    current = reload(current, new Set(touched.map(([path]) => path)));
  }
  return { changed, failures };

  function reload(before: LoadedProject, paths: ReadonlySet<string>): LoadedProject {
    const contents = new Map(Array.from(changed, ([path, { after }]) => [path, after]));
    const reader = fixing.readerWith(contents);
    const evidence = before.evidence.map((known): FileEvidence => {
      const { path } = known.summary;
      const bytes = contents.get(path);
      return (paths.has(path) && bytes && auditor.auditBytes(path, bytes).evidence) || known;
    });
    return { ...before, reader, evidence };
  }
}

function isAllowed({ fix }: { readonly fix?: Fix }, allowed: ReadonlySet<FixSafety>): boolean {
  return fix !== undefined && allowed.has(fix.safety);
}

/** A finding of `unused-suppression` that only now is certain. */
function asDraft(
  found: Readonly<Pick<ProjectDraft, "severity" | "confidence" | "message" | "path" | "span">> & {
    readonly ruleId: string;
    readonly fix?: Fix;
  },
  { rules }: ProjectFixing,
): ProjectDraft[] {
  const rule = rules.find(({ id }) => id === found.ruleId);
  if (!rule) return [];
  const { severity, confidence, message, path, span, fix } = found;
  return [
    { rule, severity, confidence, message, path, span, related: [], ...(fix ? { fix } : {}) },
  ];
}

function groupByPath(drafts: readonly ProjectDraft[]): Map<string, ProjectDraft[]> {
  const groups = new Map<string, ProjectDraft[]>();
  for (const draft of drafts) {
    const group = groups.get(draft.path);
    if (group) group.push(draft);
    else groups.set(draft.path, [draft]);
  }
  return groups;
}
