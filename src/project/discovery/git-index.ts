/** What git tracks, by the index of a repository. */
export interface GitIndex {
  /** Paths from the root of the work tree, with forward slashes; those that are only announced (`git add -N`) among them. */
  readonly files: ReadonlySet<string>;
  /** Folders that are submodules: git tracks which commit is in them, not what. */
  readonly submodules: readonly string[];
}

const HEADER_LENGTH = 12;
/** Times, device, inode, mode, owner and size; then a SHA-1 and the flags. */
const MODE_OFFSET = 24;
const FLAGS_OFFSET = 60;
const EXTENDED = 0x4000;
const GITLINK = 0o160000;
const FOLDER = 0o040000;

/**
 * Reads `.git/index` of version 2, 3 or 4 with SHA-1 names. Undefined where it is anything else, broken, or does not hold
 * every path (a split or a sparse index). Source: git's Documentation/gitformat-index.
 */
export function readGitIndex(bytes: Uint8Array): GitIndex | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.length < HEADER_LENGTH || view.toString("latin1", 0, 4) !== "DIRC") return undefined;
  const version = view.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  const files = new Set<string>();
  const submodules: string[] = [];
  let at = HEADER_LENGTH;
  let path: Buffer = Buffer.alloc(0);
  for (let left = view.readUInt32BE(8); left > 0; left -= 1) {
    if (at + FLAGS_OFFSET + 2 > view.length) return undefined;
    const mode = view.readUInt32BE(at + MODE_OFFSET);
    const flags = view.readUInt16BE(at + FLAGS_OFFSET);
    const nameStart = at + FLAGS_OFFSET + 2 + ((flags & EXTENDED) === 0 ? 0 : 2);
    // In version 4 a name says how much of the end of the one before it goes.
    const removed =
      version === 4 ? readVariableLength(view, nameStart) : { value: 0, end: nameStart };
    const nameEnd = removed && view.indexOf(0, removed.end);
    if (!removed || nameEnd === undefined || nameEnd < 0) return undefined;
    const kept =
      version === 4 ? path.subarray(0, Math.max(path.length - removed.value, 0)) : undefined;
    const rest = view.subarray(removed.end, nameEnd);
    path = kept ? Buffer.concat([kept, rest]) : rest;
    const name = path.toString("utf8");
    if ((mode & 0o170000) === FOLDER) return undefined;
    if ((mode & 0o170000) === GITLINK) submodules.push(name);
    else files.add(name);
    // Up to version 3 one to eight zero bytes make the entry a multiple of eight.
    at = version === 4 ? nameEnd + 1 : at + ((nameEnd - at + 8) & ~7);
  }
  return isSplit(view, at) ? undefined : { files, submodules };
}

/** The number that the packs of git call an offset encoding. */
function readVariableLength(
  view: Buffer,
  start: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let at = start; at < view.length && at < start + 5; at += 1) {
    const byte = view[at] ?? 0;
    value = value * 128 + (byte & 0x7f) + (at > start ? 128 : 0);
    if ((byte & 0x80) === 0) return { value, end: at + 1 };
  }
  return undefined;
}

/** Whether an extension behind the entries says that there are more elsewhere. */
function isSplit(view: Buffer, start: number): boolean {
  for (let at = start; at + 8 <= view.length - 20;) {
    const signature = view.toString("latin1", at, at + 4);
    if (signature === "link" || signature === "sdir") return true;
    at += 8 + view.readUInt32BE(at + 4);
  }
  return false;
}
