/** Longer texts are not matched. */
const LONGEST_SUBJECT = 256;

/** With as many repetitions a match of the longest text takes some million steps at the very worst. */
const MOST_REPETITIONS = 3;

const tokens =
  /\[\^?\]?(?:\[:[a-z]+:\]|[^\]\\])*\]|\\[.*+?()[\]{}|^$\\]|[()]|[*+?]|[^\\[\]{}|^$*+?()]/gy;

/**
 * A POSIX extended regular expression as one of JavaScript, where both mean the same and matching stays cheap: a few
 * repetitions of single characters, groups that are not repeated, no alternatives. Else undefined.
 */
export function compileRegex(source: string, subject: string): string | undefined {
  if (subject.length > LONGEST_SUBJECT || source.length > LONGEST_SUBJECT) return undefined;
  let result = "";
  let repetitions = 0;
  let previous = "";
  let length = 0;
  for (const [token] of source.matchAll(tokens)) {
    length += token.length;
    if (/^[*+?]$/.test(token)) {
      if (previous === "" || /^[*+?()]$/.test(previous)) return undefined;
      repetitions += 1;
    }
    const translated = token.startsWith("[") ? translateClass(token) : token;
    if (translated === undefined) return undefined;
    result += translated === "/" ? "\\/" : translated;
    previous = token;
  }
  return length === source.length && repetitions <= MOST_REPETITIONS ? result : undefined;
}

const classNames: Readonly<Record<string, string>> = {
  "[:alpha:]": "A-Za-z",
  "[:digit:]": "0-9",
  "[:alnum:]": "A-Za-z0-9",
  "[:lower:]": "a-z",
  "[:upper:]": "A-Z",
  "[:space:]": "\\t-\\r ",
};

function translateClass(token: string): string | undefined {
  let isUnknown = false;
  const [, start = "", inner = ""] = /^(\[\^?)(.*)\]$/s.exec(token) ?? [];
  const translated = inner.replace(/\[:[a-z]+:\]|[[\]]/g, (part) => {
    const known = classNames[part];
    if (known === undefined && part.length > 1) isUnknown = true;
    return known ?? `\\${part}`;
  });
  return isUnknown || translated === "" ? undefined : `${start}${translated}]`;
}
