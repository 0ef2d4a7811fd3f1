const textHeads: readonly string[] = [
  "age-encryption.org/v1",
  "-----BEGIN AGE ENCRYPTED FILE-----",
  "-----BEGIN PGP MESSAGE-----",
  "$ANSIBLE_VAULT;",
  "U2FsdGVkX1",
];

/** Whether a text is ciphertext: age, PGP, an Ansible vault, OpenSSL's, or a value or file of sops. */
export function isCiphertext(text: string): boolean {
  const head = text.slice(0, 200).trimStart();
  return (
    textHeads.some((start) => head.startsWith(start)) ||
    head.startsWith("ENC[AES256_GCM,") ||
    /^ey[\w-]{10,400}\.[\w-]{0,600}\.[\w-]{8,40}\.[\w-]{1,40000}\.[\w-]{16,40}$/.test(text.trim())
  );
}
