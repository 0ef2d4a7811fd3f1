import type { SyntaxError } from "./syntax-error-kind.ts";
import { closerOf, createTokenReader, type Frame, type TextToken } from "./token-reader.ts";

/** What the text shows about the token that could not be taken. */
export type Classified = Pick<SyntaxError, "kind" | "expected" | "missingAt" | "opening">;

/** Where a token stands. */
export interface ErrorContext {
  readonly text: string;
  readonly token: TextToken;
  /** The tokens before it, the nearest last; at least three where there are so many. */
  readonly before: readonly TextToken[];
  /** What encloses it, outermost first. */
  readonly frames: readonly Frame[];
}

/** How far to read on to tell a set from a function's pattern, or to find the `in` of a `let`. */
const LOOKAHEAD = 2000;

const terminators: ReadonlySet<string> = new Set([
  ...[";", ",", ")", "]", "}", "in", "then", "else", "|>", "<|"],
]);
const closing: ReadonlySet<string> = new Set([")", "]", "}"]);
const wantsValue: ReadonlySet<string> = new Set(
  "= == != < <= > >= && || -> // ++ + - * / ! ? |> <| then else with assert if :".split(" "),
);

/** Names the mistake, by what stands before the token and around it. */
export function classifyError(context: ErrorContext): Classified {
  const { token, frames } = context;
  return (
    classifyByNeighbours(context) ??
    (frames.length === 0 ? classifyOutside(token) : classifyByFrame(context))
  );
}

function classifyByNeighbours({ text, token, before }: ErrorContext): Classified | undefined {
  const previous = before.at(-1)?.text ?? "";
  const isName = token.kind === "name";
  if (token.kind === "keyword" && ["{", ";", ".", ",", "let", "inherit"].includes(previous)) {
    const { next } = createTokenReader(text, token.end);
    const isUsedAsName = ["=", ".", "?", ",", "}"].includes(next.text) || previous === ".";
    if (isUsedAsName && token.text !== "in" && token.text !== "inherit")
      return { kind: "keyword-as-name" };
  }
  if (token.text === "," && previous === ",") return { kind: "repeated-comma" };
  if (previous === "..." && token.text !== "}") return { kind: "misplaced-ellipsis" };
  if (previous === "." && !isName) return { kind: "dot-without-name", expected: "a name" };
  if (token.text === "." && (previous === "" || !isValueEnd(before.at(-1))))
    return { kind: "dot-without-name", expected: "a name" };
  if (previous === "@" && !isName) return { kind: "at-without-name", expected: "a name" };
  if (token.text === "@" && previous === "") return { kind: "at-without-name", expected: "a name" };
  const isEmpty = terminators.has(token.text) && (previous === "(" || previous === "${");
  if (isEmpty || (terminators.has(token.text) && wantsValue.has(previous)))
    return { kind: "missing-value" };
  return undefined;
}

function classifyOutside(token: TextToken): Classified {
  return closing.has(token.text) ? { kind: "extra-bracket" } : { kind: "unexpected" };
}

function classifyByFrame(context: ErrorContext): Classified {
  const { token, frames } = context;
  const frame = frames.at(-1);
  switch (frame?.opener) {
    case "if":
      return classifyInIf(token, frame);
    case "with":
    case "assert":
      return terminators.has(token.text) || token.text === "="
        ? missingSemicolon(context)
        : { kind: "unexpected" };
    case "let":
      return classifyInLet(context, frame);
    case "{":
      return classifyInBraces(context, frame);
    case "(":
      if (token.text === "=") return { kind: "unexpected", expected: "==" };
      return classifyInBracket(token, frames);
    case "[":
      if (token.text === ",") return { kind: "comma-in-list" };
      return classifyInBracket(token, frames);
    case "${":
      return classifyInBracket(token, frames);
    default:
      return { kind: "unexpected" };
  }
}

function classifyInIf(token: TextToken, frame: Frame): Classified {
  if (!terminators.has(token.text)) return { kind: "unexpected" };
  const opening = { start: frame.start, end: frame.end };
  return frame.isHalfway
    ? { kind: "if-without-else", expected: "else", opening }
    : { kind: "if-without-then", expected: "then", opening };
}

function classifyInLet(context: ErrorContext, frame: Frame): Classified {
  const { token } = context;
  const withoutIn: Classified = {
    kind: "let-without-in",
    expected: "in",
    opening: { start: frame.start, end: frame.end },
  };
  if (closing.has(token.text)) return withoutIn;
  if (endsBinding(frame, token)) return missingSemicolon(context);
  if (token.text === "=" || frame.isHalfway || frame.isInherit) return { kind: "unexpected" };
  if (!hasInAhead(context.text, token)) return withoutIn;
  return frame.length > 0 ? { kind: "missing-equals", expected: "=" } : { kind: "unexpected" };
}

function classifyInBraces(context: ErrorContext, frame: Frame): Classified {
  const { text, token, before, frames } = context;
  const isName = token.kind === "name" || token.kind === "keyword";
  if (token.text === ")" || token.text === "]" || token.text === "in")
    return classifyInBracket(token, frames);
  if (endsBinding(frame, token)) return missingSemicolon(context);
  if (frame.isHalfway || frame.isInherit) return { kind: "unexpected" };
  if (frame.isPattern || isPattern(text, token)) {
    if ((isName || token.text === "...") && frame.length > 0 && isValueEnd(before.at(-1)))
      return { kind: "missing-comma", expected: ",", missingAt: before.at(-1)?.end ?? token.start };
    return token.text === ";" ? { kind: "unexpected", expected: "," } : { kind: "unexpected" };
  }
  if (!isAfterName(before)) return { kind: "unexpected" };
  if (token.text === ":" && before.at(-1)?.text === '"')
    return { kind: "json-pair", expected: "=" };
  return { kind: "missing-equals", expected: "=", missingAt: before.at(-1)?.end ?? token.start };
}

/** In round or square brackets or `${`: whatever ends something further out shows that the bracket is not closed. */
function classifyInBracket(token: TextToken, frames: readonly Frame[]): Classified {
  const frame = frames.at(-1);
  const outer = frames.slice(0, -1);
  const belongsOutside = outer.some(({ opener }) => {
    switch (token.text) {
      case "in":
        return opener === "let";
      case "then":
      case "else":
        return opener === "if";
      case ";":
        return ["{", "let", "with", "assert"].includes(opener);
      case ",":
        return opener === "{";
      default:
        return closing.has(token.text) && closerOf(opener) === token.text;
    }
  });
  if (frame && belongsOutside) {
    return {
      kind: "missing-bracket",
      expected: closerOf(frame.opener) ?? "",
      opening: { start: frame.start, end: frame.end },
    };
  }
  return closing.has(token.text) ? { kind: "extra-bracket" } : { kind: "unexpected" };
}

/** Whether a token shows that the binding before it is over: the next one's `=`, `inherit`, or the end of them all. */
function endsBinding(frame: Frame, token: TextToken): boolean {
  if (frame.isHalfway) return ["=", "}", "in", "inherit", ","].includes(token.text);
  return frame.isInherit && ["=", "}", "in", "inherit", ","].includes(token.text);
}

/** The token is the next binding's `=`, or what stands right behind the value. */
function missingSemicolon({ token, before }: ErrorContext): Classified {
  let index = before.length - 1;
  if (token.text === "=") {
    while (before[index]?.kind === "name" && before[index - 1]?.text === ".") index -= 2;
    if (before[index]?.kind !== "name") return { kind: "missing-semicolon", expected: ";" };
    index -= 1;
    // `a = b = c`: there is no value between.
    if (wantsValue.has(before[index]?.text ?? "")) return { kind: "unexpected" };
  }
  const missingAt = before[index]?.end;
  return {
    kind: "missing-semicolon",
    expected: ";",
    ...(missingAt === undefined ? {} : { missingAt }),
  };
}

function isValueEnd(token: TextToken | undefined): boolean {
  if (!token) return false;
  return token.kind === "name" || token.kind === "value" || /^(?:[)\]}"]|'')$/.test(token.text);
}

function isAfterName(before: readonly TextToken[]): boolean {
  const previous = before.at(-1);
  return previous?.kind === "name" || previous?.text === '"' || previous?.text === "}";
}

/** Whether the braces that hold the token are a function's pattern: `:` or `@` follows them. */
function isPattern(text: string, token: TextToken): boolean {
  const reader = createTokenReader(text, token.start);
  for (let count = 0; count < LOOKAHEAD && reader.next.kind !== "end"; count++) {
    const isEnd = reader.frames.length === 0 && reader.next.text === "}";
    reader.take();
    if (isEnd) return [":", "@"].includes(reader.next.text);
  }
  return false;
}

function hasInAhead(text: string, token: TextToken): boolean {
  const reader = createTokenReader(text, token.start);
  for (let count = 0; count < LOOKAHEAD && reader.next.kind !== "end"; count++) {
    if (reader.frames.length === 0) {
      if (reader.next.text === "in") return true;
      if (closing.has(reader.next.text)) return false;
    }
    reader.take();
  }
  return false;
}
