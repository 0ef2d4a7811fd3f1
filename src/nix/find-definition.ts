import { normalizePath, type OptionDefinition } from "../options/index.ts";
import type { OpenFile, Place } from "../project/index.ts";
import type { SourceFiles } from "./source-files.ts";

/** The segments of an option as Nix prints it: `users.users."a.b".shell` has four. */
export function splitOption(option: string): readonly string[] {
  const segments: string[] = [];
  for (const [, quoted, plain] of option.matchAll(/"((?:[^"\\]|\\.)*)"|([^."]+)/g))
    segments.push(quoted ?? plain ?? "");
  return segments;
}

/**
 * Where a file sets an option: the one thing that Nix does not tell. The definition whose path is the longest part of the
 * option's, or one below the option; undefined where the text does not say.
 */
export function findDefinition(
  files: SourceFiles,
  path: string,
  option: readonly string[],
): Place | undefined {
  const file = files.open(path);
  if (!file) return undefined;
  const wanted = normalizePath(option).path;
  let best: { readonly definition: OptionDefinition; readonly score: number } | undefined;
  for (const definition of file.module.definitions) {
    const score = likeness(definition.path, wanted);
    if (score > (best?.score ?? 0)) best = { definition, score };
  }
  return best && { path, span: spanOf(best.definition, file) };
}

/** How many segments agree; 0 where one leads away, or where only a part of a short path is there. */
function likeness(path: readonly string[], wanted: readonly string[]): number {
  let score = 0;
  for (const [index, segment] of wanted.entries()) {
    const here = path[index];
    // What is set above the option may hold it, in a value that can't be looked into.
    if (here === undefined) return index >= 2 || index === wanted.length - 1 ? score : 0;
    if (here === "*" || here === "[]") score += 0.5;
    else if (here === segment) score += 1;
    else return 0;
  }
  // Of two that say more than was asked, the one that says less is nearer.
  return score + 1 / (1 + path.length - wanted.length);
}

/** The whole name and the value where that is one line, else the name. */
function spanOf({ name, value, site }: OptionDefinition, { source }: OpenFile): Place["span"] {
  const line = source.lineAt(name.start);
  const isOneLine =
    value.start >= name.end && value.end <= site.end && source.lineAt(value.end) === line;
  const start =
    source.lineAt(site.start) === line && site.start <= name.start ? site.start : name.start;
  return { start, end: isOneLine ? value.end : name.end };
}

/** Where the tree writes the message of an assertion or a warning; undefined where that is not plain from its text. */
export function findMessage(
  files: SourceFiles,
  head: "assertions" | "warnings",
  message: string,
  paths: Iterable<string>,
): Place | undefined {
  const wanted = message.replace(/\s+/g, " ").trim();
  for (const path of paths) {
    const file = files.open(path);
    if (!file) continue;
    const { source } = file;
    if (
      !Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length).includes(head)
    )
      continue;
    for (const { path: option, value, name } of file.module.definitions) {
      const isMessage = head === "assertions" ? option.at(-1) === "message" : true;
      if (option[0] !== head || !isMessage) continue;
      const text = source.slice(value.start, value.end);
      if (!says(text, wanted)) continue;
      const isOneLine = source.lineAt(value.start) === source.lineAt(value.end);
      return {
        path,
        span: isOneLine
          ? { start: value.start, end: value.end }
          : { start: name.start, end: name.end },
      };
    }
    const place = findVerbatim(file, wanted);
    if (place) return place;
  }
  return undefined;
}

/** Shorter pieces of text stand anywhere. */
const SHORTEST_PIECE = 8;

/** Whether a string of the source could be this message: all that stands between its interpolations is in it, in order. */
function says(text: string, message: string): boolean {
  const pieces = text
    .replace(/^(?:''|")|(?:''|")$/g, "")
    .split(/\$\{[^}]*\}/)
    .map((piece) => piece.replace(/\\n/g, " ").replace(/\\(.)/g, "$1").replace(/\s+/g, " ").trim())
    .filter((piece) => piece !== "");
  if (!pieces.some((piece) => piece.length >= SHORTEST_PIECE)) return message === pieces.join("");
  let from = 0;
  for (const piece of pieces) {
    const at = message.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return true;
}

/** The message as it stands in the text, below functions that the option index does not look into. */
function findVerbatim({ source, path }: OpenFile, message: string): Place | undefined {
  if (message.length < SHORTEST_PIECE) return undefined;
  const bytes = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  const at = bytes.indexOf(message);
  return at === -1
    ? undefined
    : { path, span: { start: at, end: at + Buffer.byteLength(message) } };
}

/** The line of flake.nix that names a host: its first mention after `output`, else its first at all. */
export function findMention(
  files: SourceFiles,
  path: string,
  output: string,
  name: string,
): Place | undefined {
  const file = files.open(path);
  if (!file) return undefined;
  const { bytes } = file.source;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = Math.max(0, text.indexOf(output));
  for (const from of start === 0 ? [0] : [start, 0]) {
    for (let at = text.indexOf(name, from); at !== -1; at = text.indexOf(name, at + 1)) {
      const end = at + Buffer.byteLength(name);
      const around = text.toString("latin1", Math.max(0, at - 1), end + 1);
      const isWord =
        !/[\w'-]/.test(at > 0 ? (around[0] ?? "") : "") &&
        !/[\w'-]/.test(end < bytes.length ? (around.at(-1) ?? "") : "");
      if (isWord) return { path, span: { start: at, end } };
    }
  }
  return undefined;
}
