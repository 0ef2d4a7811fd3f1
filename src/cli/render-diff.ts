import { createTwoFilesPatch } from "diff";
import type { FixedFile } from "../engine/index.ts";

/** What `--diff` prints: a unified diff that `git apply` takes from the audited root. */
export function renderDiff(fixed: readonly FixedFile[]): string {
  return fixed.map(renderFile).join("");
}

function renderFile({ path, applied, change }: FixedFile): string {
  if (!change || applied === 0) return "";
  const [before, after] = [change.before, change.after].map((bytes) =>
    Buffer.from(bytes).toString(),
  );
  const patch = createTwoFilesPatch(
    `a/${path}`,
    `b/${path}`,
    before ?? "",
    after ?? "",
    undefined,
    undefined,
    { context: 3 },
  );
  // Names come out quoted as git wants them; where one holds a blank git ends it with a tab.
  return patch.replace(
    /^=+\n--- (.*)\n\+\+\+ (.*)\n/,
    (_, from: string, to: string) =>
      `diff --git ${from} ${to}\n--- ${ended(from)}\n+++ ${ended(to)}\n`,
  );
}

function ended(name: string): string {
  return name.includes(" ") && !name.startsWith('"') ? `${name}\t` : name;
}
