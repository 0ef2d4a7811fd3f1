import type { SyntaxTree } from "../syntax/index.ts";

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

/** Whether a tool wrote the file: its name says so, or a comment near its head. */
export function isGeneratedFile(path: string, tree: SyntaxTree): boolean {
  return (
    generatedName.test(path) ||
    tree.comments.slice(0, COMMENTS_AT_HEAD).some(({ text }) => generatedNote.test(text))
  );
}

const COMMENTS_AT_HEAD = 10;

const generatedName =
  /(?:^|\/)(?:node-packages|node-env|nodePackages|gemset|hardware-configuration|deps|bower-packages|yarn|Cargo|crate-hashes|hackage-packages)\.nix$|(?:^|[/._-])generated(?:[/._-]|$)/i;

// Not any mention: "images generated with x" is about something else.
const generatedNote =
  /\bauto-?generated\b|@generated\b|^\W*(?:automatically )?generated (?:by|with|from|using|file)\b|\bfile\b[^.]*\bgenerated\b|\bdo not (?:edit|modify)\b/i;
