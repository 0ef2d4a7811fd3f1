/**
 * What each input of a flake is locked to, by its name in flake.nix: a text that differs where the input, or anything
 * that it brings along, differs. Undefined for what is no lock file.
 */
export function readLockedInputs(
  text: string | undefined,
): ReadonlyMap<string, string> | undefined {
  if (text === undefined) return undefined;
  try {
    const lock = JSON.parse(text) as LockText;
    const nodes = new Map(Object.entries(lock.nodes));
    const root = nodes.get(lock.root);
    if (!root) return undefined;
    return new Map(
      Object.entries(root.inputs ?? {}).map(([name, target]) => [
        name,
        stateOf(target, nodes, lock.root),
      ]),
    );
  } catch {
    return undefined;
  }
}

interface LockText {
  readonly root: string;
  readonly nodes: Readonly<Record<string, NodeText>>;
}

interface NodeText {
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
  readonly locked?: unknown;
}

function stateOf(
  target: string | readonly string[],
  nodes: ReadonlyMap<string, NodeText>,
  root: string,
): string {
  const first = resolve(target, nodes, root);
  if (first === undefined) return "";
  const seen = new Set([first]);
  for (const name of seen) {
    for (const inner of Object.values(nodes.get(name)?.inputs ?? {})) {
      const next = resolve(inner, nodes, root);
      if (next !== undefined) seen.add(next);
    }
  }
  return JSON.stringify([...seen].map((name) => nodes.get(name)?.locked ?? null));
}

/** The node that a path of names leads to; a path may lead on to another one. */
function resolve(
  target: string | readonly string[],
  nodes: ReadonlyMap<string, NodeText>,
  root: string,
  depth = 0,
): string | undefined {
  if (typeof target === "string") return target;
  let node: string | undefined = root;
  for (const name of target) {
    const next: string | readonly string[] | undefined =
      node === undefined ? undefined : nodes.get(node)?.inputs?.[name];
    if (next === undefined || depth > 50) return undefined;
    node = resolve(next, nodes, root, depth + 1);
  }
  return node;
}
