import type { Span } from "../../text/index.ts";
import type { Host, Place, Project } from "../../project/index.ts";

/** Where a finding about a host stands: what names it, else the first line of the file that is its own. */
export function placeOfHost(project: Project, host: Host): Place {
  const { path, span } = host.place;
  const source = project.files.has(path) ? project.open(path)?.source : undefined;
  const name = baseNameOf(host);
  const own = project.open(host.root)?.source;
  if (
    source &&
    span.end > span.start &&
    (host.root === path || !own || source.slice(span.start, span.end).includes(name))
  )
    return {
      path,
      span: { start: span.start, end: Math.min(span.end, endOfLine(source, span.start)) },
    };
  if (!own) return host.place;
  return { path: host.root, span: firstLineOf(own) };
}

/** The name of the host in its own flake: hosts of several flakes are told apart by the folder in front. */
export function baseNameOf({ name }: Pick<Host, "name">): string {
  return name.slice(name.lastIndexOf("#") + 1);
}

/** The first line with something on it. */
function firstLineOf({ bytes }: { readonly bytes: Uint8Array }): Span {
  const start = Math.max(
    bytes.findIndex((byte) => byte > 0x20),
    0,
  );
  return { start, end: endOfLine({ bytes }, start) };
}

function endOfLine({ bytes }: { readonly bytes: Uint8Array }, start: number): number {
  const end = bytes.indexOf(0x0a, start);
  return end < 0 ? bytes.length : end;
}
