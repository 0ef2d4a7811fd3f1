import { join } from "node:path";
import { flattenOptions, type ModuleOptions } from "../../options/index.ts";
import { createSemantics } from "../../semantics/index.ts";
import { createParser, findSyntaxErrors, loadParserModule } from "../../syntax/index.ts";
import { createSourceText } from "../../text/index.ts";
import { discoverFiles, listOtherFiles, readSourceFile } from "../discovery/index.ts";
import type { OpenFile, Place } from "../model.ts";
import { findHosts } from "./find-hosts.ts";
import type { FoundHosts } from "./host-sources.ts";

/** Which tree to look for hosts in. */
export interface LoadHostsRequest {
  /** Absolute path of the root. */
  readonly root: string;
  readonly exclude: readonly string[];
  readonly excludeRoot: string;
  readonly respectGitignore: boolean;
  /** In bytes; larger files are not read. */
  readonly maxFileSize: number;
}

/** What was found, and where in a file a place is. */
export interface LoadedHosts extends FoundHosts {
  /** How many Nix files the tree has. */
  readonly fileCount: number;
  /** 1-based line and UTF-16 column. */
  positionOf(place: Place): { readonly line: number; readonly column: number };
}

/** Reads a tree and finds its hosts. Never throws on anything that may stand in it. */
export function loadHosts(request: LoadHostsRequest): LoadedHosts {
  const { root, maxFileSize } = request;
  const discovery = discoverFiles({ ...request, paths: [root], forceExclude: false });
  const absolutePaths = new Map(
    discovery.files.map(({ path, absolutePath }) => [path, absolutePath]),
  );
  const otherFiles = new Set(listOtherFiles(request));
  const parser = createParser(loadParserModule());
  const opened = new Map<string, OpenFile | undefined>();

  function open(path: string): OpenFile | undefined {
    if (!opened.has(path)) opened.set(path, parse(path));
    return opened.get(path);
  }

  function parse(path: string): OpenFile | undefined {
    const absolutePath = absolutePaths.get(path);
    const read = absolutePath === undefined ? undefined : readSourceFile(absolutePath, maxFileSize);
    if (read?.kind !== "text") return undefined;
    const tree = parser.parse(read.bytes);
    const semantics = createSemantics(tree);
    let module: ModuleOptions | undefined;
    return {
      path,
      source: tree.source,
      tree,
      semantics,
      get module() {
        return (module ??= flattenOptions(semantics));
      },
      hasSyntaxError: findSyntaxErrors(tree).length > 0,
    };
  }

  const files = new Set(absolutePaths.keys());
  const found = findHosts({
    root,
    files,
    otherFiles,
    flakePaths: [...files].filter((path) => /(?:^|\/)flake\.nix$/.test(path)).toSorted(byDepth),
    open,
    readText(path) {
      const read = readSourceFile(join(root, path), maxFileSize);
      return read.kind === "text" ? createSourceText(read.bytes) : undefined;
    },
  });
  return {
    ...found,
    fileCount: files.size,
    positionOf: ({ path, span }) => open(path)?.source.positionAt(span.start) ?? start,
  };
}

const start = { line: 1, column: 1 };

function byDepth(one: string, other: string): number {
  return one.split("/").length - other.split("/").length || (one < other ? -1 : 1);
}
