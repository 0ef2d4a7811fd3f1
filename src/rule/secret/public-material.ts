const publicShapes: readonly RegExp[] = [
  /^(?:md5|sha1|sha256|sha512|blake3)[-:]/,
  /^[0-9a-df-np-sv-z]{52}$/,
  /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d+|sk-(?:ssh|ecdsa)-[\w@.-]{1,60}) AAAA/,
  /AAAA[BCE]3Nza/,
  /^(?:c3NoL|IyB)/,
  /^age1[a-z0-9]/,
  /-----BEGIN (?:PGP PUBLIC KEY|CERTIFICATE|TRUSTED CERTIFICATE|X509 CRL|PUBLIC KEY|RSA PUBLIC KEY|DH PARAMETERS|SSH2 PUBLIC KEY)/,
  /^[\w.-]{1,100}-\d{1,3}:[A-Za-z0-9+/]{43}=$/,
  /^RW[A-Za-z0-9+/]{54}$/,
  /^did:key:/,
  /^(?:[0-9A-F]{40}|[0-9A-F]{16})$/,
  /^(?:Iv1\.|Iv23|Ov23)/,
];

/** Keys, certificates and hashes that are made to be shown. */
export function isPublicMaterial(value: string): boolean {
  return publicShapes.some((pattern) => pattern.test(value));
}
