import type { AuditFailure, Fix, FixSafety } from "../diagnostic/index.ts";
import { createSemantics } from "../semantics/index.ts";
import { findSyntaxErrors, type Parser } from "../syntax/index.ts";
import { applyEdits, conflicts, type Edit } from "../text/index.ts";
import type { Draft } from "./draft.ts";
import type { FileAuditor } from "./audit-file.ts";
import { sortDrafts } from "./locate.ts";

/** Fixes that make room for each other settle in a few passes; more than this and two rules disagree. */
const PASS_LIMIT = 10;

/** What fixing did to one file. */
export interface FixOutcome {
  readonly path: string;
  readonly before: Uint8Array;
  /** Equal to `before` where there was nothing to fix. */
  readonly after: Uint8Array;
  /** How many findings were fixed. */
  readonly applied: number;
  /** Rules whose fix would have broken the file; such a fix is not applied. */
  readonly failures: readonly AuditFailure[];
}

/**
 * Applies the fixes of a file until none is left. Fixes that conflict with an earlier one wait for the next pass. Every
 * pass is parsed and its names resolved: a fix that would leave broken text is a bug, dropped and told. Files with a syntax error offer none.
 */
export function fixFile(
  auditor: FileAuditor,
  parser: Parser,
  file: { readonly path: string; readonly bytes: Uint8Array },
  allowed: ReadonlySet<FixSafety>,
): FixOutcome {
  let { bytes } = file;
  let applied = 0;
  const failures: AuditFailure[] = [];
  const refused = new Set<string>();
  for (let pass = 0; pass < PASS_LIMIT; pass++) {
    const { drafts } = auditor.draft(file.path, bytes);
    const usable = sortDrafts(drafts).filter(
      ({ fix, rule }) => fix && allowed.has(fix.safety) && !refused.has(rule.id),
    );
    const chosen = chooseFixes(usable);
    if (chosen.length === 0) break;
    // Two fixes that are right alone may be wrong together: one takes a name away that the other begins to use.
    const sound = [chosen, ...groupByRule(chosen)].find((fixes) =>
      staysSound(parser, bytes, applyFixes(bytes, fixes)),
    );
    if (sound) {
      bytes = applyFixes(bytes, sound);
      applied += sound.length;
      continue;
    }
    for (const { rule, fix } of chosen) {
      if (refused.has(rule.id)) continue;
      refused.add(rule.id);
      const message = `the fix "${fix.title}" would leave text that Nix refuses; it was not applied`;
      failures.push({ ruleId: rule.id, path: file.path, message });
    }
  }
  return { path: file.path, before: file.bytes, after: bytes, applied, failures };
}

function applyFixes(bytes: Uint8Array, fixes: readonly FixedDraft[]): Uint8Array {
  return applyEdits(
    bytes,
    fixes.flatMap(({ fix }) => fix.edits),
  );
}

function groupByRule(fixes: readonly FixedDraft[]): FixedDraft[][] {
  const ids = new Set(fixes.map(({ rule }) => rule.id));
  return ids.size < 2 ? [] : Array.from(ids, (id) => fixes.filter(({ rule }) => rule.id === id));
}

/** Whether the text still parses, and no name lost what bound it. */
export function staysSound(parser: Parser, before: Uint8Array, after: Uint8Array): boolean {
  const tree = parser.parse(after);
  if (findSyntaxErrors(tree).length > 0) return false;
  const unbound = createSemantics(tree).unbound.length;
  return unbound === 0 || unbound <= createSemantics(parser.parse(before)).unbound.length;
}

type FixedDraft = Draft & { readonly fix: Fix };

/** The first of any that conflict, in the order given. A fix is taken whole or not at all. */
export function chooseFixes(drafts: readonly Draft[]): FixedDraft[] {
  const chosen: FixedDraft[] = [];
  const taken: Edit[] = [];
  let furthest = -1;
  for (const draft of drafts) {
    const { fix } = draft;
    if (!fix || fix.edits.length === 0) continue;
    const isBehindAll = fix.edits.every(({ span }) => span.start > furthest);
    if (!isBehindAll && fix.edits.some((edit) => taken.some((other) => conflicts(edit, other)))) {
      continue;
    }
    furthest = Math.max(furthest, ...fix.edits.map(({ span }) => span.end));
    chosen.push({ ...draft, fix });
    taken.push(...fix.edits);
  }
  return chosen;
}
