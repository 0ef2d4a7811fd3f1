import { createHash } from "node:crypto";

/** Whom an age file is encrypted to, as far as its header tells. */
export interface AgeRecipients {
  /** How many keys open it; what some tools add as noise left out. */
  readonly count: number;
  /** What stands for each SSH key: see {@link sshKeyTag}. */
  readonly sshTags: ReadonlySet<string>;
}

const ARMOR = "-----BEGIN AGE ENCRYPTED FILE-----";
const LONGEST_HEADER = 65_536;

/**
 * Reads the header of an age file, armoured or not; undefined for any other file. Source: the age format,
 * https://c2sp.org/age: a stanza for each recipient, each begins with `-> `, and `---` ends them.
 */
export function readAgeRecipients(bytes: Uint8Array): AgeRecipients | undefined {
  let header = Buffer.from(bytes.subarray(0, LONGEST_HEADER)).toString("latin1").trimStart();
  if (header.startsWith(ARMOR)) {
    const [body = ""] = header.slice(ARMOR.length).split("-----", 1);
    header = Buffer.from(body, "base64").toString("latin1");
  }
  const end = header.indexOf("\n---");
  if (!header.startsWith("age-encryption.org/v1\n") || end < 0) return undefined;
  const stanzas = header
    .slice(0, end)
    .split("\n")
    .flatMap((line) => (line.startsWith("-> ") ? [line.slice(3).split(" ")] : []))
    // Noise, so that nobody relies on the number of stanzas; by rage.
    .filter(([type = ""]) => !type.endsWith("-grease") && type !== "grease");
  return {
    count: stanzas.length,
    sshTags: new Set(
      stanzas.flatMap(([type, tag]) =>
        tag !== undefined && (type === "ssh-ed25519" || type === "ssh-rsa") ? [tag] : [],
      ),
    ),
  };
}

/**
 * What stands for an SSH public key in an age header: the first four bytes of its SHA-256, in base64. Undefined for keys that age
 * does not take as they are.
 */
export function sshKeyTag(publicKey: string): string | undefined {
  const encoded = /^ssh-(?:ed25519|rsa) (AAAA[\w+/]{16,2000}={0,2})(?:\s|$)/.exec(publicKey)?.[1];
  if (encoded === undefined) return undefined;
  const digest = createHash("sha256").update(Buffer.from(encoded, "base64")).digest();
  return digest.subarray(0, 4).toString("base64").replaceAll("=", "");
}
