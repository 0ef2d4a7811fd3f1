import { layOut, type GraphNode } from "./graph-layout.ts";
import { escapeHtml } from "./html-text.ts";
import type { ReportModel } from "./model.ts";

/** In pixels. */
const BOX = { width: 190, height: 24, gapX: 70, gapY: 8, margin: 8 };
/** What fits into a box, in characters. */
const LABEL = 27;

/** Hosts and the files they read as a drawing; a word where it would be none. */
export function renderGraph({ modularization }: ReportModel): string {
  if (modularization === undefined) return "";
  const layout = layOut(modularization);
  if (layout === undefined)
    return modularization.edges.length === 0
      ? ""
      : "<p>The import graph is too large to be drawn: the tables here, and <code>nixaudit graph</code>, say what it holds.</p>";
  const byId = new Map(layout.nodes.map((node) => [node.id, node]));
  const layers = Math.max(...layout.nodes.map(({ layer }) => layer)) + 1;
  const rows = Math.max(...layout.nodes.map(({ row }) => row)) + 1;
  // The last gap is for edges that lead back.
  const width = BOX.margin * 2 + layers * BOX.width + (layers - 0.5) * BOX.gapX;
  const height = BOX.margin * 2 + rows * (BOX.height + BOX.gapY) - BOX.gapY;
  const lines = layout.edges.flatMap(({ from, to }) => {
    const [source, target] = [byId.get(from), byId.get(to)];
    return source === undefined || target === undefined ? [] : [renderEdge(source, target)];
  });
  const caption =
    layout.folderDepth === undefined
      ? "Which host reads which file: a line leads from a file, on its right, to what it imports."
      : "Which host reads which folder: there are too many files to draw each.";
  return `<figure class="graph wide"><figcaption>${caption}</figcaption><svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Import graph of the hosts">${lines.join("")}${layout.nodes.map(renderNode).join("")}</svg></figure>`;
}

function leftOf({ layer }: GraphNode): number {
  return BOX.margin + layer * (BOX.width + BOX.gapX);
}

function topOf({ row }: GraphNode): number {
  return BOX.margin + row * (BOX.height + BOX.gapY);
}

function renderNode(node: GraphNode): string {
  const { label, isHost, hosts } = node;
  const [x, y] = [leftOf(node), topOf(node)];
  const shown = label.length > LABEL ? `…${label.slice(1 - LABEL)}` : label;
  return `<g${isHost ? ' class="host"' : ""} data-hosts="${escapeHtml(JSON.stringify(hosts))}"><title>${escapeHtml(`${label}: ${hosts.join(", ")}`)}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="4"/><text x="${x + 8}" y="${y + 16}">${escapeHtml(shown)}</text></g>`;
}

/** From the right side of a box to the left side of one further right, else round on the right. */
function renderEdge(source: GraphNode, target: GraphNode): string {
  const x = leftOf(source) + BOX.width;
  const y = topOf(source) + BOX.height / 2;
  const isForward = target.layer > source.layer;
  const endX = isForward ? leftOf(target) : leftOf(target) + BOX.width;
  const endY = topOf(target) + BOX.height / 2;
  const bend = BOX.gapX / 2;
  const hosts = source.hosts.filter((host) => target.hosts.includes(host));
  return `<path data-hosts="${escapeHtml(JSON.stringify(hosts))}" d="M${x} ${y}C${x + bend} ${y} ${isForward ? endX - bend : endX + bend} ${endY} ${endX} ${endY}"/>`;
}
