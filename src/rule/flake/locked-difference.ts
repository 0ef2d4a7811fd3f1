import type { ReferenceAttributes } from "../../project/index.ts";

type Attribute = ReferenceAttributes[string] | undefined;

/** What a flake asks for and what its lock was made for, each as a phrase. */
export interface LockedDifference {
  readonly asked: string;
  readonly locked: string;
}

/**
 * Where the `original` of a lock node is another one than the flake's input asks for; undefined where they agree, and where
 * versions of Nix write the same thing in different ways.
 */
export function lockedDifference(
  asked: ReferenceAttributes,
  original: ReferenceAttributes,
): LockedDifference | undefined {
  const kind = kindOf(asked);
  // An absolute path may be locked as a repository, by what lies there.
  if (kind === "path" || kindOf(original) === "path") return undefined;
  if (kind !== kindOf(original))
    return { asked: `a ${kind} source`, locked: `a ${kindOf(original)} one` };
  if (kind === "git" || kind === "tarball")
    return (
      compareText("url", plainUrl(asked["url"]), plainUrl(original["url"])) ??
      compareRef(asked, original)
    );
  return (
    compareText("id", asked["id"], original["id"]) ??
    compareText("owner", lower(asked["owner"]), lower(original["owner"])) ??
    compareText("repo", lower(asked["repo"]), lower(original["repo"])) ??
    compareRef(asked, original)
  );
}

function compareRef(
  asked: ReferenceAttributes,
  original: ReferenceAttributes,
): LockedDifference | undefined {
  return (
    compareText("rev", asked["rev"], original["rev"]) ??
    compareText("ref", asked["ref"], original["ref"])
  );
}

const phrases = {
  url: "",
  id: "",
  owner: "the owner ",
  repo: "the repository ",
  rev: "revision ",
  ref: "",
} as const;

function compareText(
  key: keyof typeof phrases,
  asked: Attribute,
  locked: Attribute,
): LockedDifference | undefined {
  if (asked === locked) return undefined;
  const phrase = (value: Attribute): string => {
    if (value === undefined) return key === "rev" ? "no revision" : "the default branch";
    const text = String(value);
    return `${phrases[key]}\`${key === "rev" ? text.slice(0, 12) : text}\``;
  };
  return { asked: phrase(asked), locked: phrase(locked) };
}

function kindOf({ type }: ReferenceAttributes): string {
  const name = String(type);
  return name === "file" ? "tarball" : name;
}

function lower(value: Attribute): Attribute {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function plainUrl(value: Attribute): Attribute {
  if (typeof value !== "string") return value;
  const address = value.replace(/[?#].*$/, "").replace(/\/$/, "");
  try {
    return decodeURI(address).replaceAll("%2A", "*").replaceAll("%3D", "=");
  } catch {
    return address;
  }
}
