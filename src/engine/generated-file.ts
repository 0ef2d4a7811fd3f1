import type { Category } from "../diagnostic/index.ts";
import { Kind, type SyntaxTree } from "../syntax/index.ts";

/** Taste and tidiness are nobody's to mend in a file that a tool writes anew; errors and risks are. */
const categoriesForPeople: ReadonlySet<Category> = new Set<Category>([
  "dead-code",
  "style",
  "deprecated",
  "performance",
  "quality",
  "package",
]);

const mark =
  /\b(?:auto-?generated|automatically generated|(?:file|code) (?:was|is|has been) generated|generated (?:by|with|from|using)\b|do not (?:edit|modify)\b)/i;

/** How far into a file its head reaches, in bytes. */
const HEAD_LENGTH = 1000;

/** Whether a comment at the head of the file says that a tool wrote it. */
export function isGeneratedFile(tree: SyntaxTree): boolean {
  for (const row of tree.rowsOfKind(Kind.comment)) {
    const start = tree.startOf(row);
    if (start > HEAD_LENGTH) return false;
    if (mark.test(tree.source.slice(start, Math.min(tree.endOf(row), start + HEAD_LENGTH))))
      return true;
  }
  return false;
}

/** Whether findings of a category are kept in generated files. */
export function speaksOfGenerated(category: Category): boolean {
  return !categoriesForPeople.has(category);
}
