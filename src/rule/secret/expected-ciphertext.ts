/** Names that say by themselves that the content is encrypted, and how it is called. */
const encryptedName = /\.(?:age|gpg|enc|jwe)$|\.(?:enc|sops)\.(?:ya?ml|json|env|ini|toml)$/i;

/** The end of a file's name that promises ciphertext: `.age`, `.enc.yaml`; undefined where it promises nothing. */
export function promisedCiphertext(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.startsWith(".sops.") ? undefined : encryptedName.exec(name)?.[0];
}

const plainName =
  /^(?:\.git[a-z]{1,20}|\.sops\.ya?ml|readme.*|license.*|justfile|makefile|taskfile.*)$|\.(?:nix|md|pub|crt|cer|csr|crl|asc|example|sample|template|tmpl|dist|sh|py|rs|go)$|[._-](?:example|sample|template)\./i;

/** Whether a file stands beside secrets and is none: a note, a public half, a script, a sample. */
export function isCompanionName(path: string): boolean {
  return plainName.test(path.slice(path.lastIndexOf("/") + 1));
}

const publicLine =
  /^(?:#.*|\/\/.*|age1[a-z0-9]{20,100}|(?:[\w",=-]{1,200} )?(?:ssh-|ecdsa-|sk-)[\w@.-]{3,60} AAAA\S*.*)$/;
const publicBlock =
  /-----BEGIN (?:PGP PUBLIC KEY BLOCK|(?:TRUSTED |X509 )?(?:CERTIFICATE|CRL)|(?:RSA |EC )?PUBLIC KEY|DH PARAMETERS|CERTIFICATE REQUEST|SSH2 PUBLIC KEY)-----/;

/** Whether a content says nothing that should be hidden, or does not say whether it is ciphertext: then nobody is told. */
export function isPublicOrOpaque(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === "") return true;
  if (publicBlock.test(trimmed) && !trimmed.includes("PRIVATE KEY")) return true;
  if (/"(?:ciphertext|publickey|public_key|publicKey)"/i.test(trimmed)) return true;
  // One blob of base64 or hex, with or without line ends, may be the ciphertext of anything.
  if (/^[\w+/=\s.-]*$/.test(trimmed) && isBlob(trimmed)) return true;
  return trimmed
    .split("\n")
    .every((line) => line.trim() === "" || publicLine.test(line.trim().slice(0, 2000)));
}

/** A sentence has short words, a password is short. */
function isBlob(text: string): boolean {
  return text
    .split(/\s+/, 1000)
    .every((word, index, words) => word.length >= 40 || (index === words.length - 1 && index > 0));
}
