import { createHash } from "node:crypto";

/**
 * Passwords that come first in every list of guesses, and defaults that products document. Source: public lists of the most
 * used passwords, and the documentation of services that NixOS packages. As of 2025-10.
 */
const guessable = new Set(
  `admin administrator password passw0rd p@ssw0rd pass changeme change-me change_me changeit toor root guest user test testing
  test123 nixos nix linux secret letmein welcome hunter2 qwerty qwerty123 abc123 iloveyou dragon monkey master login hello
  123 1234 12345 123456 1234567 12345678 123456789 1234567890 0000 000000 1111 111111 postgres mysql mariadb redis mongo
  mongodb synapse grafana nextcloud gitea forgejo keycloak minioadmin minio rabbitmq zabbix vagrant raspberry ubnt public
  default adminadmin admin123 password1 password123 root123 supersecret secret123 insecure demo development dev`.split(
    /\s+/,
  ),
);

/** SHA-256 of defaults that a vendor publishes, which are no words: Grafana's signing key. */
const publishedDefaults = new Set([
  "f3c3964ca854e172366f81d8bdb327da487c2f8a15f954b116e28961dd6585c0",
]);

/** Whether everyone would try this first. */
export function isGuessable(value: string): boolean {
  return guessable.has(value.toLowerCase()) || isPublishedDefault(value);
}

/** Whether a vendor's documentation holds this as the default. */
function isPublishedDefault(value: string): boolean {
  return (
    value.length === 20 && publishedDefaults.has(createHash("sha256").update(value).digest("hex"))
  );
}
