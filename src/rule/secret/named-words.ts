import type { Project } from "../../project/index.ts";

/**
 * The words that the Nix files of the tree hold, left out those of some: names of files and of what is made from names. What is not
 * among them, nothing of the configuration names.
 */
export function wordsOfNixFiles(
  project: Pick<Project, "files" | "readText">,
  without: ReadonlySet<string>,
): ReadonlySet<string> {
  const words = new Set<string>();
  for (const path of project.files.keys()) {
    if (without.has(path)) continue;
    const text = project.readText(path);
    if (!text) continue;
    for (const [word] of text.slice(0, text.bytes.length).matchAll(/[\w@.+-]+/g)) words.add(word);
  }
  return words;
}
