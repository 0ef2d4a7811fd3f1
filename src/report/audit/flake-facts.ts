import type { Flake, FlakeLock, LockNode } from "../../project/index.ts";
import type { FlakeFacts, ReportedInput } from "./model.ts";

const MILLISECONDS_A_DAY = 86_400_000;

/** What the report says of a flake's inputs. */
export function describeFlake(flake: Flake, date: string | undefined): FlakeFacts {
  const { path, description, inputs, lock, lockProblem, inputUses } = flake;
  return {
    path,
    ...(description === undefined ? {} : { description }),
    hasLock: lock !== undefined,
    ...(lockProblem === undefined ? {} : { lockProblem }),
    inputs: inputs.map(({ name, url, alias, attributes, follows }): ReportedInput => {
      const node = lockedNode(lock, name);
      const age = ageOf(node, date);
      const rev = node?.locked?.["rev"];
      const source = url ?? writtenSource(attributes) ?? (alias && `follows ${alias}`);
      return {
        name,
        ...(source === undefined ? {} : { url: source }),
        follows: follows.map(({ input, target }) => `${input} → ${target || "nothing"}`),
        ...(age === undefined ? {} : { ageInDays: age }),
        ...(typeof rev === "string" ? { rev: rev.slice(0, 7) } : {}),
        uses: inputUses.get(name)?.length ?? 0,
      };
    }),
    duplicates: lock === undefined ? [] : findDuplicates(lock),
  };
}

function writtenSource(attributes: Readonly<Record<string, string>>): string | undefined {
  const { type, owner, repo, url } = attributes;
  if (url !== undefined) return url;
  return owner === undefined || repo === undefined ? undefined : `${type ?? "?"}:${owner}/${repo}`;
}

function lockedNode(lock: FlakeLock | undefined, input: string): LockNode | undefined {
  const target = lock?.nodes.get(lock.root)?.inputs.get(input);
  return typeof target === "string" ? lock?.nodes.get(target) : undefined;
}

/** Whole days; undefined without a day to count to. */
function ageOf(node: LockNode | undefined, date: string | undefined): number | undefined {
  const seconds = node?.locked?.["lastModified"];
  if (typeof seconds !== "number" || date === undefined) return undefined;
  const today = Date.parse(`${date}T00:00:00Z`);
  return Math.max(0, Math.floor((today - seconds * 1000) / MILLISECONDS_A_DAY));
}

function findDuplicates(lock: FlakeLock): FlakeFacts["duplicates"] {
  const nodes = new Map<string, string[]>();
  for (const { name, locked } of lock.nodes.values()) {
    const { type, owner, repo, url, dir } = locked ?? {};
    const place = owner !== undefined && repo !== undefined ? `${owner}/${repo}` : url;
    if (type === undefined || place === undefined) continue;
    const source = `${type}:${place}${dir === undefined ? "" : `?dir=${dir}`}`;
    const known = nodes.get(source);
    if (known === undefined) nodes.set(source, [name]);
    else known.push(name);
  }
  return [...nodes]
    .filter(([, names]) => names.length > 1)
    .map(([source, names]) => ({ source, nodes: names.toSorted() }))
    .toSorted((a, b) => b.nodes.length - a.nodes.length || (a.source < b.source ? -1 : 1));
}
