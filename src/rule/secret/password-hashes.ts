/** A password hash, as much as its text says. */
export interface HashKind {
  readonly scheme: string;
  /** Whether a graphics card tries millions of passwords a second against it. */
  readonly isWeak: boolean;
}

const FEWEST_BCRYPT_ROUNDS = 10;

const strong: readonly (readonly [RegExp, string])[] = [
  [/^\$y\$/, "yescrypt"],
  [/^\$gy\$/, "gost-yescrypt"],
  [/^\$7\$/, "scrypt"],
  [/^\$6\$/, "SHA-512 crypt"],
  [/^\$argon2(?:id?|d)\$/, "argon2"],
  [/^\$pbkdf2(?:-sha\d{1,3})?\$/, "PBKDF2"],
];

const weak: readonly (readonly [RegExp, string])[] = [
  [/^\$1\$[^$]{0,16}\$/, "MD5 crypt"],
  [/^\$apr1\$/, "Apache MD5"],
  [/^\$3\$\$/, "NT hash"],
  [/^\$5\$[^$]/, "SHA-256 crypt"],
  [/^\{SHA\}/, "unsalted SHA-1"],
  [/^\{SSHA\}/, "salted SHA-1"],
];

/** What hash a text is, if any. Lock markers (`!`, `*`) are none. */
export function hashKindOf(given: string): HashKind | undefined {
  // Some programs say before the hash what it is.
  const text = given.replace(
    /^(?:argon2|bcrypt|crypt|CRYPT):|^\{(?:CRYPT|BLF-CRYPT|ARGON2ID?)\}/,
    "",
  );
  const bcrypt = /^\$2[aby]?\$(\d\d)\$[./A-Za-z0-9]/.exec(text);
  if (bcrypt) {
    return { scheme: "bcrypt", isWeak: Number(bcrypt[1]) < FEWEST_BCRYPT_ROUNDS };
  }
  for (const [kinds, isWeak] of [
    [strong, false],
    [weak, true],
  ] as const) {
    const found = kinds.find(([pattern]) => pattern.test(text));
    if (found) return { scheme: found[1], isWeak };
  }
  return undefined;
}

/** Whether a text has the form of a DES hash: 13 characters that could be anything, so only a name makes it one. */
export function isDesHash(text: string): boolean {
  return /^[./A-Za-z0-9]{13}$/.test(text) && /\d|[./]/.test(text) && /[A-Z]/.test(text);
}
