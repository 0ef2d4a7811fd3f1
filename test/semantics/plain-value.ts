import type { Folded } from "../../src/semantics/index.ts";

/** Stands where a part is unknown. */
export const UNKNOWN = Symbol("unknown");

/** A folded value as JSON has it, with {@link UNKNOWN} for what is not known; parts that are not complete are unknown. */
export function plainValue(folded: Folded, depth = 0): unknown {
  if (!folded.known || depth > 50) return UNKNOWN;
  const { value } = folded;
  switch (value.type) {
    case "null":
      return null;
    case "integer":
      return Number(value.value);
    case "list":
      return value.isComplete
        ? value.elements.map((element) => plainValue(element, depth + 1))
        : UNKNOWN;
    case "set":
      return value.isComplete
        ? Object.fromEntries(
            Array.from(value.attributes, ([key, attribute]) => [
              key,
              plainValue(attribute, depth + 1),
            ]),
          )
        : UNKNOWN;
    case "function":
      return "a function";
    default:
      return value.value;
  }
}
