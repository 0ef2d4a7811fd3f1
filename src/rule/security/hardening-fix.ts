import type { OfferedFix } from "../define-rule.ts";
import type { Setting } from "../define-option-rule.ts";
import { insertAfter, lineEndAt } from "../insertion.ts";
import { hardeningLines } from "./own-unit.ts";

/** Writes missing settings behind `ExecStart`, in the same spelling; none where that is not written out as a binding. */
export function hardenBeside(
  { site }: Setting,
  missing: readonly string[],
): OfferedFix | undefined {
  if (!site.is("binding")) return undefined;
  const path = site.attrpath.text;
  if (!/(?:^|\.)ExecStart$/.test(path)) return undefined;
  const lines = hardeningLines(path.slice(0, -"ExecStart".length), missing);
  if (lines.length === 0) return undefined;
  const { source } = site.tree;
  const line = source.lineSpan(source.lineAt(site.start));
  const indent = source.slice(line.start, site.start);
  const isAlone = indent.trim() === "";
  const text = lines.join(isAlone ? lineEndAt(site) + indent : " ");
  return { title: "Add the missing settings", edits: [insertAfter(site, text)] };
}
