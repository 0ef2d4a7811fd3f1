/** A flake reference as attributes, the form in which flake.lock keeps it. */
export type ReferenceAttributes = Readonly<Record<string, string | number | boolean>>;

/** Parameters of an address that stand beside it in flake.lock, not in its `url`. */
const separateParameters = new Set([
  "dir",
  "ref",
  "rev",
  "submodules",
  "shallow",
  "allRefs",
  "lfs",
  "exportIgnore",
  "host",
  "narHash",
]);

const forges = new Set(["github", "gitlab", "sourcehut"]);

/**
 * What an input's `url` asks for, as Nix writes it to `original` in flake.lock. Undefined for what is no flake reference.
 * `https:` addresses are `tarball` or `file` by their name's end and by whether the input is a flake; both are given as
 * `tarball` here. Source: "URL-like syntax" and "Types" of the manual's page on `nix flake`.
 */
export function parseFlakeReference(text: string): ReferenceAttributes | undefined {
  const [withoutFragment = ""] = text.split("#", 1);
  const question = withoutFragment.indexOf("?");
  const address = question < 0 ? withoutFragment : withoutFragment.slice(0, question);
  const parameters = parseParameters(question < 0 ? "" : withoutFragment.slice(question + 1));
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(address)?.[1];
  const rest = scheme === undefined ? address : address.slice(scheme.length + 1);
  if (scheme === undefined) {
    if (/^[./]/.test(address)) return { type: "path", path: address, ...separate(parameters) };
    return parseIndirect(address, parameters);
  }
  if (forges.has(scheme)) return parseForge(scheme, rest, parameters);
  if (scheme === "flake") return parseIndirect(rest, parameters);
  if (scheme === "path") return { type: "path", path: rest, ...separate(parameters) };
  const [kind, transport = ""] = splitOnce(scheme, "+");
  const url = `${transport === "" ? scheme : transport}:${rest}`;
  switch (kind) {
    case "git":
      // Without a transport it is Git's own.
      return { type: "git", url: withParameters(url, parameters), ...separate(parameters) };
    case "hg":
      return { type: "mercurial", url: withParameters(url, parameters), ...separate(parameters) };
    case "tarball":
    case "file":
    case "http":
    case "https":
      return { type: "tarball", url: withParameters(url, parameters), ...separate(parameters) };
    default:
      return undefined;
  }
}

/** Whether a path of a flake reference is relative to the flake that holds it. */
export function isRelativePath(path: string): boolean {
  return !path.startsWith("/") && !path.startsWith("~");
}

/** A name of the repository that a reference leads to, equal for all its branches: `github:nixos/nixpkgs`. */
export function repositoryOf(reference: ReferenceAttributes): string | undefined {
  const { type, owner, repo, url, host, dir } = reference;
  const folder = typeof dir === "string" ? `?dir=${dir}` : "";
  if (typeof owner === "string" && typeof repo === "string") {
    const site = typeof host === "string" ? `${String(type)}:${host}/` : `${String(type)}:`;
    return `${site}${owner}/${repo}`.toLowerCase() + folder;
  }
  if (typeof url !== "string") return undefined;
  const hub = /^https:\/\/(?:api\.)?flakehub\.com\/f\/(?:pinned\/)?([^/]+)\/([^/?]+)/.exec(url);
  if (hub) return hubRepository(hub[1] ?? "", hub[2] ?? "") + folder;
  if (/^https:\/\/(?:channels|releases)\.nixos\.org\/.*nixexprs\.tar/.test(url))
    return "github:nixos/nixpkgs";
  const onGithub =
    /^(?:https?|ssh|git):\/\/(?:[^/@]+@)?github\.com[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:[/?].*)?$/.exec(
      url,
    );
  if (onGithub) {
    const isRepository = type === "git" || /\/(?:archive|tarball)\//.test(url);
    if (isRepository) return `github:${onGithub[1]}/${onGithub[2]}`.toLowerCase() + folder;
  }
  return url.replace(/[?#].*$/, "").replace(/\.git$/, "") + folder;
}

/** Owners that are named otherwise on FlakeHub than where the sources are. */
function hubRepository(owner: string, name: string): string {
  if (owner.toLowerCase() === "determinatesystems" && name.startsWith("nixpkgs-"))
    return "github:nixos/nixpkgs";
  return `github:${owner}/${name}`.toLowerCase();
}

function parseForge(
  type: string,
  rest: string,
  parameters: ReadonlyMap<string, string>,
): ReferenceAttributes | undefined {
  const [owner, repo, ...more] = rest.split("/").map(decode);
  if (owner === undefined || repo === undefined || owner === "" || repo === "") return undefined;
  const reference = more.join("/");
  return { type, owner, repo, ...separate(parameters), ...refOrRevision(reference) };
}

function parseIndirect(
  rest: string,
  parameters: ReadonlyMap<string, string>,
): ReferenceAttributes | undefined {
  const [id = "", first, second] = rest.split("/");
  if (!/^[a-zA-Z][a-zA-Z0-9_-]*$/.test(id)) return undefined;
  return {
    type: "indirect",
    id,
    ...separate(parameters),
    ...(first === undefined ? {} : refOrRevision(first)),
    ...(second === undefined ? {} : refOrRevision(second)),
  };
}

function refOrRevision(text: string): ReferenceAttributes {
  if (text === "") return {};
  return /^[0-9a-fA-F]{40}$/.test(text) ? { rev: text } : { ref: text };
}

function parseParameters(query: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of query.split("&")) {
    const [key, value] = splitOnce(part, "=");
    if (key !== "") found.set(decode(key), decode(value ?? ""));
  }
  return found;
}

function separate(parameters: ReadonlyMap<string, string>): ReferenceAttributes {
  return Object.fromEntries([...parameters].filter(([key]) => separateParameters.has(key)));
}

function withParameters(url: string, parameters: ReadonlyMap<string, string>): string {
  const kept = [...parameters].filter(([key]) => !separateParameters.has(key));
  return kept.length === 0
    ? url
    : `${url}?${kept.map(([key, value]) => `${key}=${value}`).join("&")}`;
}

function splitOnce(text: string, at: string): readonly [string, string?] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + at.length)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
