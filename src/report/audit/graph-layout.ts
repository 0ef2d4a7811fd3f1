/** A box of the drawing. */
export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly isHost: boolean;
  /** Names of the hosts that reach it, sorted. */
  readonly hosts: readonly string[];
  /** 0: the hosts. */
  readonly layer: number;
  /** Place in its layer, from 0. */
  readonly row: number;
}

export interface GraphLayout {
  readonly nodes: readonly GraphNode[];
  /** Ids of nodes. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  /** How many folder segments a box of files stands for; undefined: each box is one file. */
  readonly folderDepth?: number;
}

/** What is drawn. */
export interface DrawnGraph {
  readonly hosts: readonly { readonly name: string; readonly root: string }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/** More boxes than these are no picture any more. */
const MOST_NODES = 70;
const DEPTHS = [3, 2, 1] as const;
/** Sweeps over the layers; more change next to nothing. */
const SWEEPS = 4;

/**
 * Puts hosts and the files they reach into layers: a file one further than the nearest that imports it. Where there are too
 * many files, they are drawn by folder. Undefined where it would still be too much, or nothing.
 */
export function layOut({ hosts, edges }: DrawnGraph): GraphLayout | undefined {
  if (hosts.length === 0 || edges.length === 0) return undefined;
  for (const depth of [undefined, ...DEPTHS]) {
    const boxOf = (path: string): string => (depth === undefined ? path : folderOf(path, depth));
    const boxes = new Set(
      [...hosts.map(({ root }) => root), ...edges.flatMap(({ from, to }) => [from, to])].map(boxOf),
    );
    if (boxes.size + hosts.length > MOST_NODES) continue;
    const drawn = unique([
      ...hosts.map(({ name, root }) => [hostId(name), boxOf(root)] as const),
      ...edges.map(({ from, to }) => [boxOf(from), boxOf(to)] as const),
    ]);
    return {
      nodes: placeNodes(hosts, drawn),
      edges: drawn.map(([from, to]) => ({ from, to })),
      ...(depth === undefined ? {} : { folderDepth: depth }),
    };
  }
  return undefined;
}

/** No path begins with a slash: no file has the id of a host. */
function hostId(name: string): string {
  return `/${name}`;
}

function folderOf(path: string, depth: number): string {
  const folders = path.split("/").slice(0, -1);
  return folders.length === 0 ? path : `${folders.slice(0, depth).join("/")}/`;
}

type Pair = readonly [from: string, to: string];

function unique(pairs: readonly Pair[]): readonly Pair[] {
  const byKey = new Map(
    pairs.filter(([from, to]) => from !== to).map((pair) => [JSON.stringify(pair), pair]),
  );
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

function placeNodes(hosts: DrawnGraph["hosts"], edges: readonly Pair[]): readonly GraphNode[] {
  const targets = new Map<string, string[]>();
  const sources = new Map<string, string[]>();
  for (const [from, to] of edges) {
    targets.set(from, [...(targets.get(from) ?? []), to]);
    sources.set(to, [...(sources.get(to) ?? []), from]);
  }
  const names = [...new Set(hosts.map(({ name }) => name))].toSorted();
  const layers: string[][] = [names.map(hostId)];
  const layerOf = new Map(names.map((name) => [hostId(name), 0]));
  for (let last = layers[0] ?? []; last.length > 0;) {
    const next = [...new Set(last.flatMap((id) => targets.get(id) ?? []))]
      .filter((id) => !layerOf.has(id))
      .toSorted();
    for (const id of next) layerOf.set(id, layers.length);
    if (next.length > 0) layers.push(next);
    last = next;
  }
  const rows = new Map(layers.flatMap((layer) => layer.map((id, row) => [id, row] as const)));
  const center = (id: string, neighbours: ReadonlyMap<string, readonly string[]>): number => {
    const near = (neighbours.get(id) ?? []).map((other) => rows.get(other) ?? 0);
    if (near.length === 0) return rows.get(id) ?? 0;
    return near.reduce((sum, row) => sum + row, 0) / near.length;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const [order, neighbours] =
      sweep % 2 === 0 ? [layers, sources] : [layers.toReversed(), targets];
    for (const layer of order) {
      const centers = new Map(layer.map((id) => [id, center(id, neighbours)]));
      layer.sort(
        (a, b) => (centers.get(a) ?? 0) - (centers.get(b) ?? 0) || (a < b ? -1 : a > b ? 1 : 0),
      );
      for (const [row, id] of layer.entries()) rows.set(id, row);
    }
  }
  const reach = reachOf(names, targets);
  return layers.flatMap((layer, index) =>
    layer.map((id, row) => ({
      id,
      label: index === 0 ? id.slice(1) : id,
      isHost: index === 0,
      hosts: reach.get(id) ?? [],
      layer: index,
      row,
    })),
  );
}

/** For each box the hosts that reach it, in the order of `names`. */
function reachOf(
  names: readonly string[],
  targets: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const reach = new Map<string, string[]>();
  for (const name of names) {
    const seen = new Set([hostId(name)]);
    for (const id of seen) {
      reach.set(id, [...(reach.get(id) ?? []), name]);
      for (const target of targets.get(id) ?? []) seen.add(target);
    }
  }
  return reach;
}
