import { INTERPOLATION } from "./string-text.ts";
import { isHarmless } from "./values.ts";

/** A URL that carries a password, by UTF-16 offsets. */
export interface UrlCredentials {
  readonly scheme: string;
  readonly user: string;
  readonly host: string;
  readonly start: number;
  readonly end: number;
  /** Whether the password is the user's name, and the host is this machine: a development set-up. */
  readonly isLocalDefault: boolean;
}

const separator = /:\/\//g;
const schemeBefore = /[A-Za-z][A-Za-z0-9+.-]{0,20}$/;
const authority = /([^\s:@/?#"'<>\\]{0,100}):([^\s@/?#"'<>\\]{1,200})@([^\s:/?#"'<>\\)]{1,255})/y;

const sampleUsers = /^(?:user(?:name)?|login|USER|your[\w-]{0,30}|example)$/;
const samplePasswords =
  /^(?:pass(?:word)?|PASS|PASSWORD|secret|pw|pwd|x{1,20}|\*{1,20}|\.{3}|hunter2|token)$/i;
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The URLs with a user and a password in a text, in order; placeholders and interpolated passwords are none. */
export function findUrlCredentials(text: string): readonly UrlCredentials[] {
  const found: UrlCredentials[] = [];
  separator.lastIndex = 0;
  for (let hit = separator.exec(text); hit; hit = separator.exec(text)) {
    authority.lastIndex = hit.index + 3;
    const match = authority.exec(text);
    if (!match) continue;
    const [whole, user = "", password = "", host = ""] = match;
    const [scheme] = schemeBefore.exec(text.slice(Math.max(0, hit.index - 21), hit.index)) ?? [];
    if (scheme === undefined || !isPassword(password, user, host)) continue;
    const start = hit.index - scheme.length;
    found.push({
      scheme,
      user,
      host,
      start,
      end: hit.index + 3 + whole.length,
      isLocalDefault: user === password && loopback.test(host),
    });
  }
  return found;
}

/** Whether a text holds such a URL. */
export function hasCredentials(text: string): boolean {
  return text.includes("://") && findUrlCredentials(text).length > 0;
}

function isPassword(password: string, user: string, host: string): boolean {
  const plain = decode(password);
  return (
    !password.includes(INTERPOLATION) &&
    !(samplePasswords.test(plain) && (sampleUsers.test(user) || !loopback.test(host))) &&
    !isHarmless(plain, "", "password") &&
    !/^[$%{(<[]|[}>\])]$/.test(plain)
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
