import type { OpenFile, Place } from "../project/index.ts";

/** The audited tree, as far as mapping needs it. Paths are relative to its root, with forward slashes. */
export interface SourceFiles {
  /** Absolute, links resolved. */
  readonly root: string;
  /** All Nix files of the tree. */
  readonly paths: ReadonlySet<string>;
  /** Parses a file; undefined for one that is not among `paths` or can't be read. */
  open(path: string): OpenFile | undefined;
}

/** Turns the names that Nix gives to files into paths of the tree. */
export interface SourceMap {
  /** The path of a file, or of a folder's default.nix; undefined for what is not of the tree. */
  pathOf(file: string): string | undefined;
  /** A text of Nix with paths of the tree as a person knows them, and without store hashes. */
  shown(text: string): string;
}

/**
 * Makes a source map. Nix copies a flake into the store: what stands below `storeCopy` there is what stands below `copied`
 * here.
 */
export function createSourceMap(
  files: Pick<SourceFiles, "root" | "paths">,
  copies: readonly { readonly storeCopy: string; readonly copied: string }[],
  /** `NAME=FOLDER`: shown as `<NAME>`. */
  includes: readonly string[] = [],
): SourceMap {
  const named = includes.flatMap((include) => {
    const [, name, folder] = /^([^=]+)=(\/.*?)\/*$/.exec(include) ?? [];
    return name === undefined || folder === undefined ? [] : [{ name, folder }];
  });
  const prefixes = [
    ...copies.map(({ storeCopy, copied }) => ({
      from: storeCopy,
      to: relativeFolder(files.root, copied),
    })),
    { from: files.root, to: "" },
  ];

  function relativePath(file: string): string | undefined {
    for (const { from, to } of prefixes) {
      if (to === undefined || (file !== from && !file.startsWith(`${from}/`))) continue;
      return joined(to, file.slice(from.length + 1));
    }
    return undefined;
  }

  function pathOf(file: string): string | undefined {
    const path = relativePath(file.replace(/\/+$/, ""));
    if (path === undefined) return undefined;
    if (files.paths.has(path)) return path;
    const inFolder = joined(path, "default.nix");
    return files.paths.has(inFolder) ? inFolder : undefined;
  }

  return {
    pathOf,
    shown: (text) =>
      text
        .replace(/\/[\w.+/@%=-]*/g, (file) => {
          const path = relativePath(file);
          if (path !== undefined) return path === "" ? "." : path;
          const input = named.find(({ folder }) => file.startsWith(`${folder}/`));
          return input ? `<${input.name}>${file.slice(input.folder.length)}` : file;
        })
        .replace(/\/nix\/store\/[0-9a-z]{32}-/g, ""),
  };
}

function joined(folder: string, path: string): string {
  return folder === "" ? path : path === "" ? folder : `${folder}/${path}`;
}

/** Where a folder lies in the tree: "" for the root; undefined where the tree lies elsewhere. */
function relativeFolder(root: string, folder: string): string | undefined {
  if (folder === root) return "";
  return folder.startsWith(`${root}/`) ? folder.slice(root.length + 1) : undefined;
}

/** The place of a line and a 1-based byte column: the name or sign that begins there; the whole line without a column. */
export function placeAt(
  files: SourceFiles,
  path: string,
  line: number,
  column: number,
): Place | undefined {
  const source = files.open(path)?.source;
  if (!source || line < 1 || line > source.lineCount) return undefined;
  const { start, end } = source.lineSpan(line);
  const text = source.slice(start, end);
  const lineStart = start + (text.length - text.trimStart().length);
  if (column < 1 || start + column - 1 >= end)
    return { path, span: { start: Math.min(lineStart, end), end } };
  const from = start + column - 1;
  const rest = source.slice(from, end);
  const [token = ""] = /^(?:[A-Za-z_][\w'.-]*|"[^"]*"|\S)/.exec(rest) ?? [];
  return { path, span: { start: from, end: from + Buffer.byteLength(token) } };
}

/** The beginning of a file: where something stands that has no place of its own. */
export function startOfFile(files: SourceFiles, path: string): Place {
  const place = placeAt(files, path, 1, 1);
  return place ?? { path, span: { start: 0, end: 0 } };
}
