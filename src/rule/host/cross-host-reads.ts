import type { OpenFile, Place, Project } from "../../project/index.ts";
import { constantKey } from "../../semantics/index.ts";
import type { SelectExpression } from "../../syntax/index.ts";
import { unwrapped } from "../syntax-help.ts";
import { baseNameOf } from "./place-of-host.ts";

/** A read of another host's configuration in a file that hosts consist of. */
export interface CrossHostRead {
  readonly at: Place;
  /** Name of the host that is read; undefined where it is computed. */
  readonly target: string | undefined;
  /** Names of the other hosts that read it. */
  readonly readers: readonly string[];
}

const readsOfProject = new WeakMap<Project, readonly CrossHostRead[]>();

/** Reads of other hosts' `config`, through the flake itself or through the `nodes` of a deployment; by path and place. */
export function crossHostReads(project: Project): readonly CrossHostRead[] {
  let reads = readsOfProject.get(project);
  if (!reads) {
    reads = findReads(project);
    readsOfProject.set(project, reads);
  }
  return reads;
}

function findReads(project: Project): readonly CrossHostRead[] {
  const names = new Map(project.hosts.map((host) => [baseNameOf(host), host.name]));
  // A host without a file of its own counts everything that the flake leads to.
  const inFlakes = new Set(
    project.hosts.filter(({ root, place }) => root === place.path).map(({ name }) => name),
  );
  const found: CrossHostRead[] = [];
  for (const { path, role } of project.files.values()) {
    const readers = project.hostsOf(path).filter((reader) => !inFlakes.has(reader));
    if (readers.length === 0 || role === "flake" || !mayRead(project, path)) continue;
    const file = project.open(path);
    if (!file) continue;
    for (const { node, key } of configReads(file)) {
      const target = key === undefined ? undefined : names.get(key);
      // No host of this project, or an own name.
      if (key !== undefined && target === undefined) continue;
      const others = readers.filter((reader) => reader !== target);
      if (others.length === 0) continue;
      const span = { start: node.start, end: node.end };
      found.push({ at: { path, span }, target, readers: others });
    }
  }
  return found;
}

function mayRead(project: Project, path: string): boolean {
  const bytes = project.readText(path)?.bytes;
  if (!bytes) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return words.some((word) => text.includes(word));
}

const words = ["nixosConfigurations", "darwinConfigurations", "nodes"];

function configReads({
  tree,
  semantics,
}: OpenFile): readonly { readonly node: SelectExpression; readonly key: string | undefined }[] {
  return tree.nodesOfKind("select_expression").flatMap((node) => {
    const base = unwrapped(node.expression);
    if (base.kind !== "variable_expression") return [];
    const resolution = semantics.resolve(base);
    const { attrs } = node.attrpath;
    const keys = attrs.map((attribute) => constantKey(tree, attribute.row));
    const at = keys.findIndex(
      (key) => key !== undefined && /^(?:nixos|darwin)Configurations$/.test(key),
    );
    const isBound = resolution?.kind === "bound" && resolution.binding.kind !== "let";
    if (!isBound) return [];
    // `nodes` is what colmena, NixOps and the like hand to modules.
    const host = at >= 0 ? at + 1 : resolution.binding.name === "nodes" ? 0 : undefined;
    if (host === undefined || keys[host + 1] !== "config") return [];
    return [{ node, key: keys[host] }];
  });
}
