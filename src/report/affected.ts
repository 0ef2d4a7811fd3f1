import type { AffectedHost } from "../project/index.ts";

/** What `nixaudit affected` found. */
export interface AffectedReport {
  /** Changed files, sorted. */
  readonly changed: readonly string[];
  readonly hosts: readonly AffectedHost[];
  /** How many hosts the project has. */
  readonly total: number;
  /** What stands in the way of an answer: a part of the graph that is not known. */
  readonly unresolved: readonly string[];
  /** Files that a change of one file touches, where that was asked for. */
  readonly blast?: { readonly file: string; readonly files: readonly string[] };
}

/** The formats of `nixaudit affected`, by name. */
export const affectedFormats: ReadonlyMap<
  string,
  (report: AffectedReport, tool: { readonly version: string }) => string
> = new Map([
  ["text", (report) => renderText(report)],
  ["json", renderJson],
  ["matrix", (report) => renderMatrix(report)],
]);

const AFFECTED_VERSION = 1;

function renderText({ changed, hosts, total, unresolved, blast }: AffectedReport): string {
  const width = Math.max(0, ...hosts.map(({ host }) => host.name.length));
  const lines = hosts.map(
    ({ host, because }) => `${host.name.padEnd(width)}  ${host.kind}  ${because}`,
  );
  const files = blast ? [...blast.files.map((path) => `  ${path}`), ""] : [];
  const head = blast ? [`${blast.file} touches ${blast.files.length} files:`] : [];
  const count = `${hosts.length} of ${total} hosts affected by ${changed.length} changed file${changed.length === 1 ? "" : "s"}`;
  return `${[...head, ...files, ...lines, ...(lines.length > 0 ? [""] : []), count, ...unresolved.map((line) => `not known: ${line}`)].join("\n")}\n`;
}

/** As `schemas/affected.schema.json` describes it. */
function renderJson(report: AffectedReport, tool: { readonly version: string }): string {
  const content = {
    version: AFFECTED_VERSION,
    tool: { name: "nixaudit", version: tool.version },
    changed: report.changed,
    hosts: report.hosts.map(({ host, because }) => ({
      name: host.name,
      kind: host.kind,
      system: host.system ?? null,
      root: host.root,
      because,
    })),
    total: report.total,
    unresolved: report.unresolved,
    blast: report.blast ?? null,
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** A GitHub Actions matrix, on one line: `strategy: { matrix: ${{ fromJSON(…) }} }`. */
function renderMatrix({ hosts }: AffectedReport): string {
  const include = hosts.map(({ host }) => ({
    host: host.name,
    system: host.system ?? null,
    kind: host.kind,
  }));
  return `${JSON.stringify({ include })}\n`;
}
