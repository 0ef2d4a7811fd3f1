import {
  failure,
  foldCoercion,
  expectType,
  type Folded,
  type FoldedFunction,
  type FoldLimits,
  type Unknown,
  type Value,
} from "../../semantics/index.ts";

/** Calls are folded when all arguments are there. */
const missing: Folded = failure("a missing argument");

/** A function of one argument. */
export function unary(fold: (argument: Folded, limits: FoldLimits) => Folded): FoldedFunction {
  return { arity: 1, fold: ([argument = missing], limits) => fold(argument, limits) };
}

/** A function of two arguments. */
export function binary(
  fold: (first: Folded, second: Folded, limits: FoldLimits) => Folded,
): FoldedFunction {
  return {
    arity: 2,
    fold: ([first = missing, second = missing], limits) => fold(first, second, limits),
  };
}

/** A function of three arguments. */
export function ternary(
  fold: (first: Folded, second: Folded, third: Folded, limits: FoldLimits) => Folded,
): FoldedFunction {
  return {
    arity: 3,
    fold: ([first = missing, second = missing, third = missing], limits) =>
      fold(first, second, third, limits),
  };
}

/** Goes on with a value of the type, or hands on why there is none. */
export function withType<T extends Value["type"]>(
  folded: Folded,
  type: T,
  use: (value: Extract<Value, { type: T }>) => Folded,
): Folded {
  const expected = expectType(folded, type);
  return expected.known ? use(expected.value) : expected;
}

/** Goes on with the text that a value stands for in a string, or hands on why there is none. */
export function withText(
  folded: Folded,
  limits: FoldLimits,
  use: (text: string) => Folded,
): Folded {
  const text = foldCoercion(folded, limits);
  if (!text.known) return text;
  limits.spend(text.text.length >>> 6);
  return use(text.text);
}

/** Goes on with a text whose bytes are its characters: Nix counts in bytes. */
export function withBytes(
  folded: Folded,
  limits: FoldLimits,
  use: (bytes: Buffer) => Folded,
): Folded {
  return withText(folded, limits, (text) => use(Buffer.from(text)));
}

/** The elements of a list of texts, or why they are not known. */
export function textsOf(
  list: Folded,
  limits: FoldLimits,
): { readonly known: true; readonly texts: readonly string[] } | Unknown {
  const expected = expectType(list, "list");
  if (!expected.known) return expected;
  if (!expected.value.isComplete)
    return expected.value.gaps?.[0] ?? { known: false, reason: "a list that is known in part" };
  const texts: string[] = [];
  for (const element of expected.value.elements) {
    const text = foldCoercion(element, limits);
    if (!text.known) return text;
    limits.spend(1);
    texts.push(text.text);
  }
  return { known: true, texts };
}
