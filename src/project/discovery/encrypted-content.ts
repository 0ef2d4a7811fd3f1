const beginnings: readonly Buffer[] = [
  "\0GITCRYPT\0",
  "age-encryption.org/v1\n",
  "-----BEGIN AGE ENCRYPTED FILE-----",
  "-----BEGIN PGP MESSAGE-----",
  "$ANSIBLE_VAULT;",
  "Salted__",
  "U2FsdGVkX1",
].map((text) => Buffer.from(text));

/**
 * First bytes of OpenPGP messages: packets of an encrypted session key, in the old format with each size of length, and in
 * the new format. Source: RFC 9580, section 4.2.
 */
const openPgp: ReadonlySet<number> = new Set([0x84, 0x85, 0x86, 0x8c, 0x8d, 0xc1, 0xc3]);

const compactJwe =
  /^ey[\w-]{10,4000}\.[\w-]{0,2000}\.[\w-]{8,64}\.[\w-]{1,1000000}\.[\w-]{16,64}\s*$/;

/**
 * Whether a whole file is ciphertext, by its content alone: age, git-crypt, OpenPGP, an Ansible vault, OpenSSL's or JOSE's.
 * Not sops: there only the values are encrypted, and which is for a rule to judge.
 */
export function isEncryptedFile(bytes: Buffer): boolean {
  let start = 0;
  while (bytes[start] === 0x0a || bytes[start] === 0x0d || bytes[start] === 0x20) start += 1;
  if (
    beginnings.some(
      (text) =>
        bytes[start] === text[0] &&
        bytes.length >= start + text.length &&
        bytes.compare(text, 0, text.length, start, start + text.length) === 0,
    )
  )
    return true;
  // What begins with such a byte and goes on as text is a text in another encoding.
  if (openPgp.has(bytes[0] ?? 0) && holdsControls(bytes)) return true;
  return (
    bytes[start] === 0x65 &&
    bytes[start + 1] === 0x79 &&
    compactJwe.test(bytes.toString("latin1", start))
  );
}

function holdsControls(bytes: Buffer): boolean {
  return bytes.subarray(0, 200).some((byte) => byte < 0x09);
}
