import {
  booleanValue,
  compareStrings,
  failure,
  foldLess,
  foldOperator,
  integerValue,
  known,
  listValue,
  stringValue,
  unknown,
  type Folded,
  type FoldedFunction,
  type FoldLimits,
} from "../../semantics/index.ts";
import {
  binary,
  ternary,
  textsOf,
  unary,
  withBytes,
  withText,
  withType,
} from "./native-function.ts";
import { compileRegex } from "./regex.ts";

/** Functions of `builtins` over strings and numbers. */
export const nativeStringFunctions: Readonly<Record<string, FoldedFunction>> = {
  stringLength: unary((text, limits) =>
    withBytes(text, limits, ({ length }) => integerValue(BigInt(length))),
  ),
  substring: ternary((start, length, text, limits) =>
    withType(start, "integer", ({ value: from }) =>
      withType(length, "integer", ({ value: count }) => {
        if (from < 0n) return failure("a negative start of `substring`");
        return withBytes(text, limits, (bytes) => {
          const end = count < 0n ? undefined : Number(from + count);
          return stringValue(bytes.subarray(Number(from), end).toString());
        });
      }),
    ),
  ),
  replaceStrings: ternary(replaceStrings),
  match: binary((pattern, text, limits) =>
    withRegex(pattern, text, limits, (regex, subject) => {
      const found = new RegExp(`^(?:${regex})$`, "s").exec(subject);
      if (!found) return known({ type: "null" });
      return listValue(
        found
          .slice(1)
          .map((part) => (part === undefined ? known({ type: "null" }) : stringValue(part))),
      );
    }),
  ),
  split: binary((pattern, text, limits) =>
    withRegex(pattern, text, limits, (regex, subject) => splitBy(regex, subject, limits)),
  ),
  lessThan: binary((left, right) => foldLess(left, right)),
  add: binary((left, right, limits) => foldOperator("+", left, right, limits)),
  sub: binary((left, right, limits) => foldOperator("-", left, right, limits)),
  mul: binary((left, right, limits) => foldOperator("*", left, right, limits)),
  div: binary((left, right, limits) => foldOperator("/", left, right, limits)),
};

/** Functions of `lib` over strings that would be slow or deep in Nix. */
export const nativeLibStrings: Readonly<Record<string, FoldedFunction>> = {
  toLower: unary((text, limits) =>
    withText(text, limits, (value) =>
      stringValue(value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())),
    ),
  ),
  toUpper: unary((text, limits) =>
    withText(text, limits, (value) =>
      stringValue(value.replace(/[a-z]/g, (letter) => letter.toUpperCase())),
    ),
  ),
  hasInfix: binary((part, text, limits) =>
    withText(part, limits, (infix) =>
      withText(text, limits, (value) => booleanValue(value.includes(infix))),
    ),
  ),
  splitString: binary((separator, text, limits) =>
    withText(separator, limits, (between) =>
      withText(text, limits, (value) => {
        const parts = between === "" ? [value] : value.split(between);
        limits.spend(parts.length);
        return listValue(parts.map(stringValue));
      }),
    ),
  ),
  stringToCharacters: unary((text, limits) =>
    withText(text, limits, (value) => {
      limits.spend(value.length);
      return /^[\0-\x7f]*$/.test(value)
        ? listValue(Array.from(value, stringValue))
        : unknown("characters of a text that is not ASCII");
    }),
  ),
  trim: unary((text, limits) => withText(text, limits, (value) => stringValue(trimBlanks(value)))),
  naturalSort: unary((list, limits) => {
    const names = textsOf(list, limits);
    if (!names.known) return names;
    return names.texts.some((name) => /\d/.test(name))
      ? unknown("natural order of names with numbers")
      : listValue(names.texts.toSorted(compareStrings).map(stringValue));
  }),
};

function trimBlanks(text: string): string {
  const isBlank = (at: number): boolean => " \t\r\n".includes(text[at] ?? "x");
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(start)) start += 1;
  while (end > start && isBlank(end - 1)) end -= 1;
  return text.slice(start, end);
}

function replaceStrings(from: Folded, to: Folded, text: Folded, limits: FoldLimits): Folded {
  const wanted = textsOf(from, limits);
  if (!wanted.known) return wanted;
  const given = textsOf(to, limits);
  if (!given.known) return given;
  if (wanted.texts.length !== given.texts.length)
    return failure("`replaceStrings` of unequal lists");
  if (wanted.texts.includes("")) return unknown("`replaceStrings` of an empty text");
  return withText(text, limits, (value) => {
    limits.spend((value.length * wanted.texts.length) >>> 4);
    let result = "";
    for (let at = 0; at < value.length;) {
      const index = wanted.texts.findIndex((candidate) => value.startsWith(candidate, at));
      result += index < 0 ? (value[at] ?? "") : (given.texts[index] ?? "");
      at += index < 0 ? 1 : (wanted.texts[index]?.length ?? 1);
    }
    return stringValue(result);
  });
}

function withRegex(
  pattern: Folded,
  text: Folded,
  limits: FoldLimits,
  use: (regex: string, subject: string) => Folded,
): Folded {
  return withText(pattern, limits, (source) =>
    withText(text, limits, (subject) => {
      const regex = compileRegex(source, subject);
      return regex === undefined
        ? unknown("a regular expression that is not worked out")
        : use(regex, subject);
    }),
  );
}

function splitBy(regex: string, subject: string, limits: FoldLimits): Folded {
  const parts: Folded[] = [];
  let last = 0;
  for (const found of subject.matchAll(new RegExp(regex, "gs"))) {
    if (found[0] === "") return unknown("`split` by an empty match");
    limits.spend(1);
    parts.push(
      stringValue(subject.slice(last, found.index)),
      listValue(
        found
          .slice(1)
          .map((part) => (part === undefined ? known({ type: "null" }) : stringValue(part))),
      ),
    );
    last = found.index + found[0].length;
  }
  return listValue([...parts, stringValue(subject.slice(last))]);
}
