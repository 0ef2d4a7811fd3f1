/** What both a directory entry and a file's status can say. */
export interface FileKind {
  isDirectory(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
  isBlockDevice(): boolean;
  isCharacterDevice(): boolean;
}

/** What something is that is no regular file, as a clause. */
export function describeFileKind(kind: FileKind): string {
  if (kind.isDirectory()) return "it is a folder, not a file";
  if (kind.isFIFO()) return "it is a named pipe, not a file";
  if (kind.isSocket()) return "it is a socket, not a file";
  if (kind.isBlockDevice() || kind.isCharacterDevice()) return "it is a device, not a file";
  return "it is not a regular file";
}
