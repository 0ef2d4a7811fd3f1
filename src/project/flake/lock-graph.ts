import type { FlakeLock, LockNode } from "../flake-lock.ts";
import { isRelativePath, repositoryOf } from "./flake-reference.ts";

/** The node of the flake itself. */
export function rootNode(lock: FlakeLock): LockNode | undefined {
  return lock.nodes.get(lock.root);
}

/**
 * The node that a path of input names leads to from the root, `follows` followed; undefined where a name is missing, the
 * input was cut off (`follows = ""`), or the path runs in a circle.
 */
export function resolveInputPath(lock: FlakeLock, path: readonly string[]): LockNode | undefined {
  let known = resolvedPaths.get(lock);
  if (!known) resolvedPaths.set(lock, (known = new Map()));
  return walk(lock, path, known, 0);
}

/** A lock that nobody wrote may have paths that run through each other without end. */
const resolvedPaths = new WeakMap<FlakeLock, Map<string, LockNode | undefined>>();
const MOST_FOLLOWING = 500;

/** The node that one input of a node leads to. */
export function inputNode(lock: FlakeLock, node: LockNode, input: string): LockNode | undefined {
  const target = node.inputs.get(input);
  if (target === undefined) return undefined;
  return typeof target === "string" ? lock.nodes.get(target) : resolveInputPath(lock, target);
}

function walk(
  lock: FlakeLock,
  path: readonly string[],
  known: Map<string, LockNode | undefined>,
  depth: number,
): LockNode | undefined {
  const spelled = JSON.stringify(path);
  if (path.length === 0 || depth > MOST_FOLLOWING) return undefined;
  if (known.has(spelled)) return known.get(spelled);
  known.set(spelled, undefined);
  let node = rootNode(lock);
  for (const name of path) {
    const target = node?.inputs.get(name);
    if (target === undefined) node = undefined;
    else
      node =
        typeof target === "string" ? lock.nodes.get(target) : walk(lock, target, known, depth + 1);
    if (!node) break;
  }
  known.set(spelled, node);
  return node;
}

/** Names of the nodes that the root reaches, itself among them. */
export function reachableNodes(lock: FlakeLock): ReadonlySet<string> {
  const reached = new Set<string>([lock.root]);
  for (const name of reached) {
    for (const target of lock.nodes.get(name)?.inputs.values() ?? []) {
      const next = typeof target === "string" ? target : resolveInputPath(lock, target)?.name;
      if (next !== undefined) reached.add(next);
    }
  }
  return reached;
}

/** The reachable nodes other than the root, by the repository that they are locked to; in the lock's order. */
export function nodesByRepository(lock: FlakeLock): ReadonlyMap<string, readonly LockNode[]> {
  const reached = reachableNodes(lock);
  const found = new Map<string, LockNode[]>();
  for (const node of lock.nodes.values()) {
    if (node.name === lock.root || !reached.has(node.name)) continue;
    const repository = repositoryOfNode(node);
    if (repository === undefined) continue;
    const known = found.get(repository);
    if (known) known.push(node);
    else found.set(repository, [node]);
  }
  return found;
}

/** The repository that a node is locked to, or was asked of where the lock names none. */
export function repositoryOfNode({ locked, original }: LockNode): string | undefined {
  // A tarball of a channel is locked to a name that tells less.
  const asked = original && original["type"] !== "indirect" ? repositoryOf(original) : undefined;
  return asked ?? (locked && repositoryOf(locked));
}

/** Whether a node is a folder inside of the flake that asks for it: it has no hash by design. */
export function isRelativeNode({ locked, original, hasParent }: LockNode): boolean {
  const path = locked?.["path"] ?? original?.["path"];
  const type = locked?.["type"] ?? original?.["type"];
  return (
    type === "path" && typeof path === "string" && (hasParent === true || isRelativePath(path))
  );
}

/** When the newest of the locked sources was made, in milliseconds since 1970: the lock is at least that young. */
export function newestTime(lock: FlakeLock): number | undefined {
  let newest: number | undefined;
  for (const node of lock.nodes.values()) {
    const time = modifiedTime(node);
    if (time !== undefined && time > (newest ?? 0)) newest = time;
  }
  return newest;
}

/** When a locked source was made, in milliseconds since 1970. */
export function modifiedTime({ locked }: LockNode): number | undefined {
  const seconds = locked?.["lastModified"];
  return typeof seconds === "number" && seconds > 0 ? seconds * 1000 : undefined;
}
