import {
  parseFlakeReference,
  repositoryOf,
  repositoryOfNode,
  resolveInputPath,
  type Flake,
  type FlakeInput,
  type LockNode,
  type Place,
  type Project,
  type ReferenceAttributes,
} from "../../project/index.ts";
import { releaseOfRef } from "./releases.ts";

/** What an input asks for, by its `url`, its attributes or its name; undefined where it only follows, or can't be read. */
export function referenceOf(input: FlakeInput): ReferenceAttributes | undefined {
  const { url, urlPlace, attributes, alias, name } = input;
  if (alias !== undefined) return undefined;
  if (url !== undefined) {
    const parsed = parseFlakeReference(url);
    return parsed && { ...parsed, ...attributes };
  }
  if (urlPlace) return undefined;
  return "type" in attributes ? attributes : { type: "indirect", id: name };
}

/** Whether a reference, or a node of a lock, leads to nixpkgs: the upstream one, a mirror or a fork of that name. */
export function isNixpkgs(repository: string | undefined): boolean {
  return repository !== undefined && /[:/]nixpkgs$/.test(repository);
}

/** The inputs of a flake that are nixpkgs; the one that everything is built from comes first and is `main`. */
export function nixpkgsInputs(
  flake: Flake,
): readonly { readonly input: FlakeInput; readonly isMain: boolean }[] {
  const found = flake.inputs.filter((input) => {
    const reference = referenceOf(input);
    if (!reference) return false;
    const isRegistry = reference["type"] === "indirect" && reference["id"] === "nixpkgs";
    return isRegistry || isNixpkgs(repositoryOf(reference));
  });
  // `inputs.nixpkgs.follows = "unstable"`
  const alias = flake.inputs.find(({ name }) => name === "nixpkgs")?.alias;
  const main = found.find(({ name }) => name === (alias ?? "nixpkgs")) ?? found[0];
  return found
    .map((input) => ({ input, isMain: input === main }))
    .toSorted((a, b) => Number(b.isMain) - Number(a.isMain));
}

/** The release of NixOS that a reference to nixpkgs asks for, such as `24.05`; undefined for the unstable branches. */
export function releaseOf(reference: ReferenceAttributes): string | undefined {
  const { ref, url } = reference;
  if (typeof ref === "string") return releaseOfRef(ref);
  if (typeof url !== "string") return undefined;
  const hub = /flakehub\.com\/f\/[^/]+\/nixpkgs\/[~^=]?0\.(\d\d)(\d\d)(?:\D|$)/i.exec(
    url.replaceAll("%3D", "="),
  );
  if (hub) return `${hub[1]}.${hub[2]}`;
  const inPath =
    /\/(?:channels\/)?((?:nixos|nixpkgs|release)-\d\d\.\d\d(?:-small|-darwin)?)(?:\/|\.tar|\.zip|$)/.exec(
      url,
    );
  return inPath?.[1] === undefined ? undefined : releaseOfRef(inPath[1]);
}

/** The node that the lock has for an input of the flake. */
export function nodeOf({ lock }: Flake, { name }: FlakeInput): LockNode | undefined {
  return lock && resolveInputPath(lock, [name]);
}

/** Where a node stands in flake.lock; undefined where that file is not part of the project. */
export function nodePlace(
  project: Project,
  { lock }: Flake,
  { start, end }: LockNode,
): Place | undefined {
  return lock && project.otherFiles.has(lock.path)
    ? { path: lock.path, span: { start, end } }
    : undefined;
}

/** The name of a repository as people write it: `nixpkgs` for `github:nixos/nixpkgs`. */
export function shortName(node: LockNode): string {
  const repository = repositoryOfNode(node) ?? node.name;
  return /([^/:]+?)(?:\.git)?(?:\?dir=.*)?$/.exec(repository)?.[1] ?? repository;
}

/** Names in backticks, as a list: "`a`, `b` and `c`"; of many the first ones and how many more. */
export function listNames(names: readonly string[], most = 6): string {
  const shown = names.slice(0, names.length > most ? most - 1 : most).map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}
