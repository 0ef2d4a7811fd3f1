import type { Expression } from "../../syntax/index.ts";

/** A path literal that an option is set to. */
export interface PathLiteral {
  readonly node: Expression;
  readonly text: string;
  /** Outside of the repository: it is copied from the machine that evaluates. */
  readonly isAbsolute: boolean;
}

/** The path literals of a value: the value itself, the elements of a list, and `"${./x}"`. Computed paths are left out. */
export function pathLiteralsOf(value: Expression): readonly PathLiteral[] {
  if (value.is("parenthesized_expression")) return pathLiteralsOf(value.expression);
  if (value.is("list_expression")) return value.elements.flatMap(pathLiteralsOf);
  if (value.is("string_expression")) {
    const [only, ...others] = value.children;
    return only?.is("interpolation") &&
      others.length === 0 &&
      value.end - value.start === only.end - only.start + 2
      ? pathLiteralsOf(only.expression)
      : [];
  }
  if (!value.is("path_expression", "hpath_expression")) return [];
  const { text } = value;
  if (text.includes("${")) return [];
  return [{ node: value, text, isAbsolute: text.startsWith("/") || text.startsWith("~/") }];
}

/** The path as a string literal: what keeps it out of the store. */
export function quotedPath(text: string): string {
  return `"${text}"`;
}

const publicName =
  /\.(?:pub|crt|cer|csr|crl|pem\.pub)$|(?:^|[-_./])(?:pub|public|cert|certs|certificate|ca|authorized[-_]keys|known[-_]hosts|allowed[-_]signers|dhparams?)(?:[-_./]|$)/i;

/** Whether the name of a file says that everyone may read it. */
export function isPublicFileName(path: string): boolean {
  return publicName.test(path.slice(path.lastIndexOf("/") + 1));
}
