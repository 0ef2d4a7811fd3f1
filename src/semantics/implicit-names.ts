import { Field, Kind, type SyntaxTree } from "../syntax/index.ts";

const byOperator: ReadonlyMap<string, readonly string[]> = new Map([
  ["-", ["__sub"]],
  ["*", ["__mul"]],
  ["/", ["__div"]],
  ["<", ["__lessThan"]],
  [">", ["__lessThan"]],
  ["<=", ["__lessThan"]],
  [">=", ["__lessThan"]],
]);
const ofSearchPath: readonly string[] = ["__findFile", "__nixPath"];
const none: readonly string[] = [];

/** Whether the file holds such a name at all: nearly none does. */
export function mayHoldImplicitNames({ source: { bytes } }: SyntaxTree): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("__");
}

/** The names that an operator or search path looks up: rebinding them changes what it does. */
export function implicitNamesOf(tree: SyntaxTree, row: number, kind: number): readonly string[] {
  if (kind === Kind.spath_expression) return ofSearchPath;
  const operator = tree.fieldRow(row, Field.operator);
  return operator === undefined ? none : (byOperator.get(tree.kindNameOf(operator)) ?? none);
}
