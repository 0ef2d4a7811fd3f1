import type { Category } from "../diagnostic/index.ts";

/** Taste and tidiness are nobody's to mend in a file that a tool writes anew; errors and risks are. */
const categoriesForPeople: ReadonlySet<Category> = new Set<Category>([
  "dead-code",
  "style",
  "deprecated",
  "performance",
  "quality",
  "package",
]);

/** Whether findings of a category are kept in generated files. */
export function speaksOfGenerated(category: Category): boolean {
  return !categoriesForPeople.has(category);
}
