import { describeTarget, type GraphView, type ShownEdge } from "./graph-view.ts";

/** The formats of `nixaudit graph`, by name. */
export const graphFormats: ReadonlyMap<
  string,
  (view: GraphView, tool: { readonly version: string }) => string
> = new Map([
  ["text", (view) => renderTree(view)],
  ["json", renderJson],
  ["dot", (view) => renderDot(view)],
  ["mermaid", (view) => renderMermaid(view)],
]);

/** Raised only when a field goes or changes its meaning. */
const GRAPH_VERSION = 1;

interface Frame {
  readonly edges: readonly ShownEdge[];
  readonly prefix: string;
  readonly path: string;
  at: number;
}

/** A tree in which every file is taken apart once: where it stands again, a mark says so. */
function renderTree(view: GraphView): string {
  const { isReversed, edges, roots } = view;
  const next = new Map<string, ShownEdge[]>();
  for (const edge of edges) {
    const key = isReversed ? (edge.target.kind === "file" ? edge.target.path : "") : edge.from;
    const group = next.get(key);
    if (group) group.push(edge);
    else next.set(key, [edge]);
  }
  const lines: string[] = [];
  const seen = new Set<string>();
  const open = new Set<string>();

  function walk(root: string): void {
    const frames: Frame[] = [];
    const enter = (path: string, prefix: string): void => {
      seen.add(path);
      open.add(path);
      frames.push({ edges: next.get(path) ?? [], prefix, path, at: 0 });
    };
    lines.push(root);
    enter(root, "");
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const edge = frame.edges[frame.at++];
      if (!edge) {
        open.delete(frame.path);
        frames.pop();
        continue;
      }
      const isLast = frame.at === frame.edges.length;
      const path = isReversed
        ? edge.from
        : edge.target.kind === "file"
          ? edge.target.path
          : undefined;
      const name = isReversed ? edge.from : describeTarget(edge.target);
      const label = edge.kind === "module" ? "" : ` [${edge.kind}]`;
      const marks = [
        ...(edge.by === "listing" ? ["by listing"] : []),
        ...(edge.isConditional ? ["conditional"] : []),
        ...(path !== undefined && open.has(path) ? ["cycle"] : []),
        ...(path !== undefined && !open.has(path) && seen.has(path) && next.has(path)
          ? ["shown above"]
          : []),
      ];
      const mark = marks.length > 0 ? ` (${marks.join(", ")})` : "";
      lines.push(`${frame.prefix}${isLast ? "└─ " : "├─ "}${name}${label}${mark}`);
      const leadsBack = edge.kind === "flake" && !isReversed;
      if (path !== undefined && !leadsBack && !seen.has(path) && next.has(path))
        enter(path, `${frame.prefix}${isLast ? "   " : "│  "}`);
      else if (path !== undefined && !leadsBack) seen.add(path);
    }
  }

  for (const root of roots) if (!seen.has(root)) walk(root);
  return `${[...lines, ...summaryOf(view)].join("\n")}\n`;
}

function summaryOf(view: GraphView): string[] {
  const { cycles, project } = view;
  const count = (number: number, noun: string): string =>
    `${number} ${noun}${number === 1 ? "" : "s"}`;
  const counts = countsOf(view);
  return [
    "",
    ...cycles.map((cycle) => `cycle: ${[...cycle, cycle[0]].join(" → ")}`),
    [
      count(view.files.length, "file"),
      count(counts.edges, "edge"),
      `${counts.unresolved} unresolved`,
      count(cycles.length, "cycle"),
      count(project.hosts.length, "host"),
    ].join(", "),
  ];
}

function countsOf({ edges }: GraphView): { readonly edges: number; readonly unresolved: number } {
  const unresolved = edges.filter(({ target }) => target.kind === "unresolved").length;
  return { edges: edges.length, unresolved };
}

/** As `schemas/graph.schema.json` describes it. */
function renderJson(view: GraphView, tool: { readonly version: string }): string {
  const { project } = view;
  const hosts = project.hosts.map(({ name, kind, system, root }) => ({
    name,
    kind,
    system: system ?? null,
    root,
  }));
  const files = view.files.map((path) => {
    const file = project.files.get(path);
    return {
      path,
      role: file?.role ?? "unknown",
      lines: file?.lines ?? 0,
      bytes: file?.bytes ?? 0,
      hosts: project.hostsOf(path),
    };
  });
  const report = {
    version: GRAPH_VERSION,
    tool: { name: "nixaudit", version: tool.version },
    isWhole: project.isWhole,
    hosts,
    roots: view.roots,
    files,
    edges: view.edges.map((edge) => ({
      from: edge.from,
      kind: edge.kind,
      target: edge.target,
      by: edge.by,
      line: edge.line ?? null,
      column: edge.column ?? null,
      conditional: edge.isConditional ?? false,
      hosts: edge.hosts ?? null,
    })),
    cycles: view.cycles,
    unresolved: project.unresolved.map(({ place, what, reason }) => ({
      path: place.path,
      what,
      reason,
    })),
    summary: { files: files.length, ...countsOf(view), cycles: view.cycles.length },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function renderDot(view: GraphView): string {
  const quote = (text: string): string =>
    `"${text.replace(/["\\]/g, "\\$&").replace(/\s+/g, " ")}"`;
  const lines = view.edges.map((edge) => {
    const style =
      edge.target.kind === "unresolved" || edge.target.kind === "missing"
        ? ", color=red"
        : edge.isConditional
          ? ", style=dashed"
          : "";
    return `  ${quote(edge.from)} -> ${quote(describeTarget(edge.target))} [label=${quote(edge.kind)}${style}];`;
  });
  const nodes = view.files.map((path) => `  ${quote(path)};`);
  return `digraph nixaudit {\n  rankdir=LR;\n  node [shape=box];\n${[...nodes, ...new Set(lines)].join("\n")}\n}\n`;
}

function renderMermaid(view: GraphView): string {
  const ids = new Map<string, string>();
  const lines = ["graph LR"];
  const idOf = (name: string): string => {
    let id = ids.get(name);
    if (id === undefined) {
      ids.set(name, (id = `n${ids.size}`));
      const text = name
        .replace(/\s+/g, " ")
        .replace(/[#"<>&`]/g, (sign) => `#${sign.charCodeAt(0)};`);
      lines.push(`  ${id}["${text}"]`);
    }
    return id;
  };
  for (const path of view.files) idOf(path);
  const arrows = new Set<string>();
  for (const { from, kind, target, isConditional } of view.edges) {
    const arrow = isConditional ? "-.->" : "-->";
    arrows.add(`  ${idOf(from)} ${arrow}|${kind}| ${idOf(describeTarget(target))}`);
  }
  return `${[...lines, ...arrows].join("\n")}\n`;
}
