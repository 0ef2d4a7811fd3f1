import { Kind, type SyntaxTree } from "../syntax/index.ts";

/** Whether a path lies in a folder of tests, or is named like one. */
export function isTestPath(path: string): boolean {
  return /(?:^|\/)(?:[\w.-]*[-_.])?tests?(?:[-_.][\w.-]*)?(?:\/|\.nix$)/i.test(path);
}

/** Whether a path lies in a folder of examples, templates or snippets, or is named as one of them. */
export function isSamplePath(path: string): boolean {
  return /(?:^|\/)(?:examples?|samples?|templates?|snippets?)\/|[-_.](?:example|sample|template)\.nix$/i.test(
    path,
  );
}

/** How far into a file its head reaches, in bytes. */
const HEAD_LENGTH = 1000;

/** Whether a tool wrote the file: its name says so, or a comment at its head. */
export function isGeneratedFile(path: string, tree: SyntaxTree): boolean {
  if (generatedName.test(path)) return true;
  for (const row of tree.rowsOfKind(Kind.comment)) {
    const start = tree.startOf(row);
    if (start > HEAD_LENGTH) return false;
    if (
      generatedNote.test(tree.source.slice(start, Math.min(tree.endOf(row), start + HEAD_LENGTH)))
    )
      return true;
  }
  return false;
}

const generatedName =
  /(?:^|\/)(?:node-packages|node-env|nodePackages|gemset|hardware-configuration|deps|bower-packages|yarn|Cargo|crates-io|crate-hashes|hackage-packages)\.nix$|(?:^|[/._-])generated(?:[/._-]|$)/i;

// Not any mention: "images generated with x" is about something else.
const generatedNote =
  /\bauto-?generated\b|@generated\b|^\W*(?:automatically )?generated (?:by|with|from|using|file)\b|\bfile\b[^.]*\bgenerated\b|\bdo not (?:edit|modify)\b/i;
