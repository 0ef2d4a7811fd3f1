import type { SourceText, Span } from "../../text/index.ts";
import type { FlakeLock, LockNode } from "../flake-lock.ts";
import { memberOf, parseJson, plainValue, type JsonMember, type JsonNode } from "./json-text.ts";

/** A lock, or why there is none: one clause, and what shows it; no place where the file itself is sound. */
export type LockOutcome =
  | { readonly lock: FlakeLock; readonly problem?: never; readonly span?: never }
  | { readonly lock?: never; readonly problem: string; readonly span?: Span };

const oldestVersion = 5;
const newestVersion = 7;

/**
 * Reads a flake.lock of version 5, 6 or 7. Never throws: a text that Nix would refuse gives the reason. `path` is the one that
 * the lock goes by.
 */
export function readLock(path: string, source: SourceText): LockOutcome {
  const conflict = findConflictMarker(source);
  if (conflict) return { problem: "it holds the markers of a merge conflict", span: conflict };
  const { value, problem } = parseJson(source);
  if (problem) {
    const end = Math.min(problem.at + 1, source.bytes.length);
    return {
      problem: `it is no JSON: ${problem.reason}`,
      span: { start: Math.min(problem.at, end), end },
    };
  }
  const version = memberOf(value, "version")?.value;
  if (version?.kind !== "scalar" || typeof version.value !== "number")
    return { problem: "it has no `version`", span: firstByte };
  if (version.value < oldestVersion)
    return {
      problem: `its version, ${version.value}, is one that Nix no longer reads`,
      span: version,
    };
  if (version.value > newestVersion)
    return { problem: `its version, ${version.value}, is newer than those known here` };
  const root = memberOf(value, "root")?.value;
  if (root?.kind !== "scalar" || typeof root.value !== "string")
    return { problem: "it has no `root`", span: firstByte };
  const nodesValue = memberOf(value, "nodes");
  if (nodesValue?.value.kind !== "object") return { problem: "it has no `nodes`", span: firstByte };
  const nodes = new Map<string, LockNode>();
  for (const member of nodesValue.value.members) {
    const node = readNode(member);
    if (typeof node === "string") return { problem: node, span: member.keySpan };
    nodes.set(member.key, node);
  }
  const lock: FlakeLock = { path, version: version.value, root: root.value, nodes };
  const dangling = findDangling(lock);
  return dangling ?? { lock };
}

const firstByte: Span = { start: 0, end: 1 };

function readNode({ key: name, keySpan, value }: JsonMember): LockNode | string {
  if (value.kind !== "object") return `its node \`${name}\` is no object`;
  const inputs = new Map<string, string | readonly string[]>();
  const inputsValue = memberOf(value, "inputs")?.value;
  if (inputsValue && inputsValue.kind !== "object")
    return `the inputs of its node \`${name}\` are no object`;
  for (const { key, value: target } of inputsValue?.members ?? []) {
    const plain = plainValue(target);
    if (typeof plain === "string") inputs.set(key, plain);
    else if (Array.isArray(plain) && plain.every((part) => typeof part === "string"))
      inputs.set(key, plain);
    else
      return `the input \`${key}\` of its node \`${name}\` is neither a name nor a path of names`;
  }
  const locked = readAttributes(memberOf(value, "locked")?.value);
  const original = readAttributes(memberOf(value, "original")?.value);
  const flake = memberOf(value, "flake")?.value;
  const parent = memberOf(value, "parent")?.value;
  return {
    name,
    inputs,
    ...(locked ? { locked } : {}),
    ...(original ? { original } : {}),
    ...(parent ? { hasParent: true } : {}),
    isFlake: !(flake?.kind === "scalar" && flake.value === false),
    start: keySpan.start,
    end: keySpan.end,
  };
}

function readAttributes(
  node: JsonNode | undefined,
): Record<string, string | number | boolean> | undefined {
  if (node?.kind !== "object") return undefined;
  return Object.fromEntries(
    node.members.flatMap(({ key, value }): [string, string | number | boolean][] =>
      value.kind === "scalar" && value.value !== null ? [[key, value.value]] : [],
    ),
  );
}

/** A name that leads to no node: Nix would refuse the file. */
function findDangling({ root, nodes }: FlakeLock): LockOutcome | undefined {
  if (!nodes.has(root))
    return { problem: `its root \`${root}\` is none of its nodes`, span: firstByte };
  for (const node of nodes.values()) {
    for (const [input, target] of node.inputs) {
      if (typeof target !== "string" || nodes.has(target)) continue;
      const problem = `the input \`${input}\` of its node \`${node.name}\` leads to \`${target}\`, which is none of its nodes`;
      return { problem, span: node };
    }
  }
  return undefined;
}

/** The first line that Git left where it could not merge. */
function findConflictMarker(source: SourceText): Span | undefined {
  const { bytes } = source;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const marker of ["<<<<<<< ", ">>>>>>> "]) {
    const at = text.indexOf(marker);
    if (at >= 0 && (at === 0 || bytes[at - 1] === 0x0a)) return source.lineSpan(source.lineAt(at));
  }
  return undefined;
}
