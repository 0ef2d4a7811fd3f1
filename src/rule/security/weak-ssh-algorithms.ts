/**
 * Algorithms of SSH that are no longer trusted. Source: the release notes of OpenSSH 6.7 to 10.0, in which each was taken
 * out of the defaults, and RFC 9142. As of 2025-11-30.
 */
const weak: readonly RegExp[] = [
  /^(?:3des|blowfish|cast128|aes\d+|rijndael)-cbc/,
  /^rijndael-cbc@/,
  /^arcfour/,
  /^des-/,
  /^hmac-(?:md5|sha1|ripemd160)(?:$|[-@])/,
  /^umac-64(?:$|[-@])/,
  /^diffie-hellman-group1-sha1$/,
  /^diffie-hellman-group14-sha1$/,
  /^diffie-hellman-group-exchange-sha1$/,
  /^(?:gss-(?:group1|group14|gex)-sha1-)/,
  /^ssh-dss(?:$|-cert)/,
  /^ssh-rsa(?:$|-cert)/,
];

/** The algorithm, if it is a weak one that the word asks for: `+` and `^` add it, `-` takes it away. */
export function weakSshAlgorithm(word: string): string | undefined {
  if (word.startsWith("-")) return undefined;
  const name = word.replace(/^[+^]/, "").toLowerCase();
  return weak.some((pattern) => pattern.test(name)) ? name : undefined;
}

/** Keys of `sshd_config` and `ssh_config` that list algorithms. */
export const sshAlgorithmKeys: readonly string[] = [
  "Ciphers",
  "Macs",
  "KexAlgorithms",
  "HostKeyAlgorithms",
  "HostbasedAcceptedAlgorithms",
  "CASignatureAlgorithms",
  "PubkeyAcceptedAlgorithms",
  "PubkeyAcceptedKeyTypes",
];
