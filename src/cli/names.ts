import { findNearestName } from "../config/index.ts";

/** The end of an error about a name that is not there: the one that was probably meant, or else all there are. */
export function suggestName(name: string, known: readonly string[]): string {
  const nearest = findNearestName(name, known);
  return nearest === undefined ? `there are ${known.join(", ")}` : `did you mean \`${nearest}\`?`;
}
