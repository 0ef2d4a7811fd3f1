/** How much a name says: a password may be any word, a token has to look like one. */
export type SecretKind = "password" | "token";

const passwordWords = new Set("password passwd passphrase pass psk".split(" "));
const tokenWords = new Set(["secret", "token"]);

/** Two words that name a secret together. */
const pairs = new Set(
  `api key,auth key,private key,secret key,access key,encryption key,client secret,bot token,hmac key,app key,webhook url,
  preshared key`
    .split(",")
    .map((pair) => pair.trim()),
);

/** Pairs and other secrets that are written as one word. */
const joined: ReadonlyMap<string, SecretKind> = new Map([
  ...["apikey", "authkey", "privatekey", "secretkey", "accesskey", "authtoken", "accesstoken"].map(
    (word) => [word, "token"] as const,
  ),
  ...["bottoken", "clientsecret", "apitoken", "presharedkey", "secretaccesskey"].map(
    (word) => [word, "token"] as const,
  ),
  ...["adminpass", "dbpass", "userpass", "rootpass", "smtppass"].map(
    (word) => [word, "password"] as const,
  ),
]);

/** Words before the last that make it something else. */
const defusing = new Set(
  `public pub no enable disable disabled require requires bypass allow unknown csrf cancel design ask forgot reset hide show use
  need needs hashed without`.split(/\s+/),
);

/** Options of which a word only looks as if it defused. */
const exact: ReadonlyMap<string, SecretKind> = new Map([
  ["requirePass", "password"],
  ["masterAuth", "password"],
  ["PASSPHRASE", "password"],
]);

/** The words of a name in camel, snake or kebab case, or with dots, lower case. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== "");
}

/** Whether a name says that its value is a secret. The last words decide: `passwordFile` is none. */
export function secretKindOf(name: string): SecretKind | undefined {
  const known = exact.get(name);
  if (known) return known;
  const words = wordsOf(name).filter((word) => !/^\d+$/.test(word));
  const last = words.at(-1)?.replace(/\d+$/, "") ?? "";
  const before = words.at(-2) ?? "";
  const kind =
    joined.get(last) ??
    (passwordWords.has(last) || /^[a-z]{2,20}(?:password|passwd|passphrase)$/.test(last)
      ? "password"
      : tokenWords.has(last) || pairs.has(`${before} ${last}`)
        ? "token"
        : undefined);
  if (!kind) return undefined;
  return words.slice(0, -1).some((word) => defusing.has(word)) ? undefined : kind;
}

const fileWords = new Set(
  "password passwd passphrase pass pwd secret secrets token tokens key keys credential credentials auth psk environment env".split(
    " ",
  ),
);
const harmlessFileWords = new Set(
  "authorized known hosts host pub public cert certs certificate ca keymap layout log config conf pre socket trusted signers type format allowed".split(
    " ",
  ),
);

/** Whether a name asks for a file that holds a secret: `passwordFile`, `environmentFiles`, `tokenPath`. */
export function isSecretFileName(name: string): boolean {
  if (/^(?:LoadCredential|EnvironmentFile)$/.test(name)) return true;
  const words = wordsOf(name);
  return (
    /^(?:files?|paths?)$/.test(words.at(-1) ?? "") &&
    words
      .slice(0, -1)
      .some(
        (word) =>
          fileWords.has(word) ||
          /^(?!bypass|compass)[a-z]{2,20}(?:pass|passwd|password|secret|token)$/.test(word),
      ) &&
    !words.some((word) => harmlessFileWords.has(word))
  );
}
