import { existsSync, readdirSync, readFileSync, statSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSourceFile, type DiscoveredFile } from "../project/discovery/index.ts";
import type { FileOutcome } from "./audit-file.ts";
import { parseEntry, restoreOutcome, type CachedOutcome, type CacheEntry } from "./cache-entry.ts";
import { createFolder } from "./create-folder.ts";
import { hashContent } from "./hash-content.ts";
import type { WorkFile } from "./work.ts";
import { writeReplacement } from "./write-file.ts";

/** Changes when the cache is laid out anew. */
const LAYOUT = "2";

/** Fewer files are audited sooner than a cache is read. */
const FEWEST_FILES = 32;

/** Reading this many bytes of cache takes about as long as auditing a file. */
const BYTES_WORTH_A_FILE = 64_000;

/** A cache that would be larger is not written. */
const LARGEST_CACHE = 256_000_000;

const DAYS_KEPT = 30;

/** Results of earlier runs on the files of one audited root. */
export interface ResultCache {
  /** What auditing the file would give; undefined where that is not known. */
  find(file: WorkFile): FileOutcome | undefined;
  /** Takes up what this run found out. */
  add(entries: readonly CacheEntry[]): void;
  /** Writes it for the next run, where something changed. A folder that cannot be written is none of the user's business. */
  save(): void;
}

interface CacheRequest {
  readonly root: string;
  readonly files: readonly DiscoveredFile[];
  readonly maxFileSize: number;
  /** A module of the built tool: its folder holds everything that findings depend on. */
  readonly workerUrl: URL;
  /** What else findings depend on. */
  readonly circumstances: readonly string[];
}

/** Opens the cache of a root; undefined where it would not pay, or the tool does not run as it was built. */
export function openCache(folder: string, request: CacheRequest): ResultCache | undefined {
  const { root, files, maxFileSize } = request;
  const build = hashBuild(request.workerUrl);
  if (build === undefined || files.length < FEWEST_FILES) return undefined;
  const cachePath = join(folder, `${hashContent(root)}.cache`);
  const size = statSync(cachePath, { throwIfNoEntry: false })?.size ?? 0;
  if (size > files.length * BYTES_WORTH_A_FILE) return undefined;
  const key = hashContent(
    JSON.stringify([LAYOUT, build, process.version, root, ...request.circumstances]),
  );
  const kept = readEntries(cachePath, key);
  let isChanged = false;

  return {
    find({ absolutePath, path, isSummarizedOnly = false }) {
      const cached = kept.get(path)?.cached;
      if (!cached || (cached.isSummaryOnly && !isSummarizedOnly)) return undefined;
      const read = readSourceFile(absolutePath, maxFileSize);
      const isSame = read.kind === "text" && hashContent(read.bytes) === cached.contentHash;
      if (isSame) {
        const outcome = restoreOutcome(cached, read.bytes);
        return isSummarizedOnly ? { ...outcome, findings: [], suppressed: [] } : outcome;
      }
      kept.delete(path);
      isChanged = true;
      return undefined;
    },
    add(entries) {
      for (const entry of entries) kept.set(entry.path, entry);
      isChanged ||= entries.length > 0;
    },
    save() {
      const present = new Set(files.map(({ path }) => path));
      for (const path of kept.keys()) {
        if (present.has(path) || existsSync(join(root, path))) continue;
        kept.delete(path);
        isChanged = true;
      }
      if (isChanged) writeEntries(cachePath, key, [...kept.values()]);
    },
  };
}

interface KeptEntry extends CacheEntry {
  /** There for those that were read. */
  readonly cached?: CachedOutcome;
}

/** The entries of a cache file; none where anything at all is wrong with it. */
function readEntries(cachePath: string, key: string): Map<string, KeptEntry> {
  try {
    const text = readFileSync(cachePath, "utf8");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    if (text.slice(0, end) !== headerOf(key, body)) return new Map();
    return new Map(
      body.split("\n").map((line) => {
        const cached = parseEntry(line);
        return [cached.path, { path: cached.path, line, cached }];
      }),
    );
  } catch {
    return new Map();
  }
}

function writeEntries(cachePath: string, key: string, entries: readonly KeptEntry[]): void {
  const body = entries.map(({ line }) => line).join("\n");
  if (body.length > LARGEST_CACHE) return;
  try {
    createFolder(dirname(cachePath), 0o700);
    writeReplacement(cachePath, Buffer.from(`${headerOf(key, body)}\n${body}`), 0o600);
    removeStale(dirname(cachePath));
  } catch {
    // No cache then.
  }
}

/** First line of a cache file: what it holds for, and a checksum. */
function headerOf(key: string, body: string): string {
  return `nixaudit ${key} ${hashContent(body)}`;
}

/** Removes caches of trees that nobody audited for long. */
function removeStale(folder: string): void {
  const oldest = Date.now() - DAYS_KEPT * 24 * 60 * 60 * 1000;
  for (const name of readdirSync(folder)) {
    if (!/^[\w-]{32}\.cache$/.test(name)) continue;
    const path = join(folder, name);
    if (statSync(path).mtimeMs < oldest) unlinkSync(path);
  }
}

/** Changes with the code of the tool; undefined where it runs from its sources. */
function hashBuild(module: URL): string | undefined {
  const folder = dirname(fileURLToPath(module));
  if (!module.pathname.endsWith(".mjs")) return undefined;
  const names = readdirSync(folder).filter((name) => name.endsWith(".mjs"));
  const hashes = [...names.toSorted(), "wasm/nix.wasm"].map(
    (name) => `${name} ${hashContent(readFileSync(join(folder, name)))}`,
  );
  return hashContent(hashes.join());
}
