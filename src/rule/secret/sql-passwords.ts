import { INTERPOLATION } from "./string-text.ts";
import { isHarmless } from "./values.ts";

const clause = /\b(?:PASSWORD|IDENTIFIED[ \t]+BY)[ \t\n]{1,20}'([^'\n]{1,200})'/gi;

/** A password in an SQL text, by UTF-16 offsets of what stands between its quotes. */
export interface SqlPassword {
  readonly start: number;
  readonly end: number;
}

/** The literal passwords of `PASSWORD '…'` and `IDENTIFIED BY '…'`. */
export function findSqlPasswords(text: string): readonly SqlPassword[] {
  return Array.from(text.matchAll(clause)).flatMap((match) => {
    const [whole, password = ""] = match;
    if (password.includes(INTERPOLATION) || isHarmless(password, "", "password")) return [];
    const end = match.index + whole.length - 1;
    return [{ start: end - password.length, end }];
  });
}
