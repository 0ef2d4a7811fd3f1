import { Kind, type SyntaxTree } from "../syntax/index.ts";
import { constantKey } from "./constant-key.ts";

/** Numbers for names: those of the tree, and further ones for keys that only stand in strings. */
export interface NameNumbers {
  /** The number of the name that an attribute stands for; `undefined` where it is computed. */
  numberOf(attribute: number): number | undefined;
  textOf(number: number): string;
}

/** See {@link NameNumbers}. */
export function createNameNumbers(tree: SyntaxTree): NameNumbers {
  const treeCount = tree.nameSpans.length / 2;
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  return {
    numberOf(attribute) {
      if (tree.kindOf(attribute) === Kind.identifier) return tree.nameIdOf(attribute);
      const key = constantKey(tree, attribute);
      if (key === undefined) return undefined;
      const known = tree.nameIdFor(key) || numbers.get(key);
      if (known !== undefined) return known;
      const added = treeCount + texts.length;
      texts.push(key);
      numbers.set(key, added);
      return added;
    },
    textOf: (number) =>
      number < treeCount ? tree.nameText(number) : (texts[number - treeCount] ?? ""),
  };
}
