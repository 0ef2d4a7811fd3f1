// Every .nix file below a folder: do our parser and name resolution say what the real Nix says?
// npx tsx bench/compare-with-nix.ts DIR…
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compareWithNix } from "../test/oracle/compare-with-nix.ts";
import { findNix, parseAll } from "../test/oracle/nix.ts";

function main(folders: readonly string[]): number {
  const nix = findNix();
  if (!nix || folders.length === 0) {
    console.error(nix ? "usage: compare-with-nix DIR…" : "nix-instantiate is not on PATH");
    return 2;
  }
  const files = folders.flatMap(findNixFiles);
  const answers = parseAll(files);
  const counts = { same: 0, known: 0, different: 0 };
  for (const file of files) {
    const difference = compareWithNix(readFileSync(file), answers.get(file));
    if (!difference) {
      counts.same += 1;
      continue;
    }
    counts[difference.known === undefined ? "different" : "known"] += 1;
    const { known = "DIFFERENT" } = difference;
    console.log(`${file}\n  ${known}\n  nix:  ${difference.nix}\n  ours: ${difference.ours}`);
  }
  const refused = Array.from(answers.values()).filter((error) => error !== undefined).length;
  console.log(
    `${nix.version}: ${files.length} files, ${refused} refused by Nix; ${counts.same} judged alike, ` +
      `${counts.known} known differences, ${counts.different} others`,
  );
  return counts.different > 0 ? 1 : 0;
}

function findNixFiles(folder: string): readonly string[] {
  return readdirSync(resolve(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".nix"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

process.exitCode = main(process.argv.slice(2));
