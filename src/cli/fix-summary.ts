import type { FixedFile } from "../engine/index.ts";

/** One line on what was, or would be, fixed. */
export function summarizeFixes(fixed: readonly FixedFile[], tense: "fixed" | "would-fix"): string {
  const done = fixed.filter(({ applied }) => applied > 0);
  const count = done.reduce((sum, { applied }) => sum + applied, 0);
  if (count === 0) return tense === "fixed" ? "Nothing to fix.\n" : "Nothing would change.\n";
  const verb = tense === "fixed" ? "Fixed" : "Would fix";
  return `${verb} ${plural(count, "finding")} in ${plural(done.length, "file")}.\n`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
