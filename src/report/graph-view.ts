import type { Edge, EdgeTarget, Project } from "../project/index.ts";

/** An edge as it is shown. */
export interface ShownEdge extends Edge {
  /** 1-based; undefined where the file could not be read again. */
  readonly line?: number;
  /** 1-based, in UTF-16 code units. */
  readonly column?: number;
}

/** The part of a project's graph that was asked for. */
export interface GraphView {
  readonly project: Project;
  /** Where a tree begins, in order. */
  readonly roots: readonly string[];
  /** Sorted. */
  readonly files: readonly string[];
  readonly edges: readonly ShownEdge[];
  /** Whether edges are to be read from the target to those who import it. */
  readonly isReversed: boolean;
  /** The files of the cycles, each begins with its least. */
  readonly cycles: readonly (readonly string[])[];
}

/** What to show of a graph. */
export interface GraphSelection {
  /** Only what this host reads. */
  readonly host?: string;
  /** Only what leads to this file. */
  readonly whoImports?: string;
}

/** Picks what was asked for. */
export function createGraphView(project: Project, selection: GraphSelection = {}): GraphView {
  const { graph } = project;
  const isReversed = selection.whoImports !== undefined;
  const files = new Set(filesOf(project, selection));
  const edges = graph.edges.filter(
    ({ from, target }) =>
      files.has(from) && (!isReversed || (target.kind === "file" && files.has(target.path))),
  );
  return {
    project,
    roots: isReversed ? [selection.whoImports ?? ""] : rootsOf(project, selection, files, edges),
    files: [...files].toSorted(),
    edges: locateEdges(project, edges),
    isReversed,
    cycles: graph.cycles
      .map((cycle) => cycle.map(({ from }) => from))
      .filter((cycle) => cycle.every((path) => files.has(path))),
  };
}

function filesOf(project: Project, { host, whoImports }: GraphSelection): readonly string[] {
  if (whoImports !== undefined) return project.graph.reachedFrom([whoImports]);
  if (host === undefined) return [...project.files.keys()];
  return project.hosts.filter(({ name }) => name === host).flatMap(({ closure }) => closure);
}

function rootsOf(
  project: Project,
  { host }: GraphSelection,
  files: ReadonlySet<string>,
  edges: readonly Edge[],
): readonly string[] {
  if (host !== undefined) {
    const own = project.hosts.filter(({ name }) => name === host);
    const starts = own.flatMap(({ root, modules }) => [
      root,
      ...modules.flatMap(({ target }) => (target.kind === "file" ? [target.path] : [])),
    ]);
    return [...new Set(starts)].filter((path) => files.has(path));
  }
  const reached = new Set(
    // A file that takes an output of its own flake is no reason to begin with that file.
    edges.flatMap(({ from, kind, target }) =>
      target.kind === "file" && target.path !== from && kind !== "flake" ? [target.path] : [],
    ),
  );
  const leads = new Set(edges.map(({ from }) => from));
  const tops = [...files].filter((path) => !reached.has(path) && leads.has(path));
  const isFlake = (path: string): boolean => project.files.get(path)?.role === "flake";
  const ordered = tops.toSorted(
    (a, b) => Number(isFlake(b)) - Number(isFlake(a)) || (a < b ? -1 : 1),
  );
  // What only leads to itself in a circle has no top: its least file stands for it.
  const circles = project.graph.cycles.flatMap(([first]) => (first ? [first.from] : []));
  return [...new Set([...ordered, ...circles.filter((path) => files.has(path))])];
}

function locateEdges(project: Project, edges: readonly Edge[]): ShownEdge[] {
  const sources = new Map<string, ReturnType<Project["readText"]>>();
  return edges.map((edge) => {
    if (!sources.has(edge.from)) sources.set(edge.from, project.readText(edge.from));
    const position = sources.get(edge.from)?.positionAt(edge.span.start);
    return position ? { ...edge, line: position.line, column: position.column } : edge;
  });
}

/** A target in a few words. */
export function describeTarget(target: EdgeTarget): string {
  switch (target.kind) {
    case "file":
      return target.path;
    case "folder":
      return `${target.path === "" ? "." : target.path}/`;
    case "missing":
      return `${target.path} (missing)`;
    case "external":
      return `${target.name} (external)`;
    case "outside":
      return `${target.path} (outside of the tree)`;
    case "unresolved":
      return `(unresolved) ${target.reason}`;
  }
}
