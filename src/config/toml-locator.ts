/** A place in a TOML text, 1-based, the column in UTF-16 code units. */
export interface TomlPosition {
  readonly line: number;
  readonly column: number;
}

/** Where the key at a path stands, or else the nearest key above it. Array elements are numbers as text. */
export type TomlLocator = (path: readonly string[]) => TomlPosition | undefined;

/** Finds the keys and array elements of a TOML text. For a text that is not TOML it may miss some. */
export function createTomlLocator(text: string): TomlLocator {
  const offsets = findOffsets(text);
  return (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsets.get(pathKey(path.slice(0, length)));
      if (offset !== undefined) return positionAt(text, offset);
    }
    return undefined;
  };
}

const deepestPath = 8;

function pathKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

function positionAt(text: string, offset: number): TomlPosition {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

interface Key {
  readonly name: string;
  readonly offset: number;
}

function findOffsets(text: string): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  const tableCounts = new Map<string, number>();
  let at = 0;
  let table: readonly string[] = [];

  while (true) {
    skipBlank();
    if (at >= text.length) return offsets;
    if (text[at] === "[") readHeader();
    else if (!readPair(table)) at += 1;
  }

  function record(path: readonly string[], offset: number): void {
    // No setting lies deeper, and a text made of brackets must not take up all memory.
    if (path.length > deepestPath) return;
    const key = pathKey(path);
    if (!offsets.has(key)) offsets.set(key, offset);
  }

  function match(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  }

  function skipBlank(): void {
    match(/(?:[ \t\r\n]|#[^\n]*)*/y);
  }

  /** `[table]` or `[[array of tables]]`. */
  function readHeader(): void {
    const isArray = text.startsWith("[[", at);
    at += isArray ? 2 : 1;
    const keys = readKeys();
    const path: string[] = [];
    for (const [index, { name, offset }] of keys.entries()) {
      path.push(name);
      record(path, offset);
      const isNewElement = isArray && index === keys.length - 1;
      const count = (tableCounts.get(pathKey(path)) ?? 0) + (isNewElement ? 1 : 0);
      if (count === 0) continue;
      tableCounts.set(pathKey(path), count);
      path.push(String(count - 1));
      record(path, offset);
    }
    table = path;
    match(/[^\n]*/y);
  }

  function readKeys(): readonly Key[] {
    const keys: Key[] = [];
    do {
      match(/[ \t]*/y);
      const offset = at;
      const written = match(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+/y);
      if (written === "") break;
      keys.push({ name: unquote(written), offset });
      match(/[ \t]*/y);
    } while (match(/\./y) !== "");
    return keys;
  }

  /** `a.b = value`; says whether there was a key. */
  function readPair(parent: readonly string[]): boolean {
    const path = [...parent];
    const keys = readKeys();
    for (const { name, offset } of keys) {
      path.push(name);
      record(path, offset);
    }
    if (keys.length === 0) return false;
    if (match(/=[ \t]*/y) !== "") readValue(path);
    return true;
  }

  function readValue(path: readonly string[]): void {
    if (match(/\[/y) !== "") readArray(path);
    else if (match(/\{/y) !== "") readInlineTable(path);
    else match(valuePattern);
  }

  function readArray(path: readonly string[]): void {
    for (let index = 0; ; index += 1) {
      skipBlank();
      if (at >= text.length || match(/\]/y) !== "") return;
      const element = [...path, String(index)];
      record(element, at);
      const before = at;
      readValue(element);
      skipBlank();
      match(/,/y);
      if (at === before) at += 1;
    }
  }

  function readInlineTable(path: readonly string[]): void {
    while (true) {
      skipBlank();
      if (at >= text.length || match(/\}/y) !== "") return;
      if (!readPair(path)) at += 1;
      skipBlank();
      match(/,/y);
    }
  }
}

const valuePattern =
  /"""(?:[^\\]|\\[^])*?"{3,5}|'''[^]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^,\]}#\n]+/y;

function unquote(written: string): string {
  if (written.startsWith("'")) return written.slice(1, -1);
  if (!written.startsWith('"')) return written;
  try {
    return String(JSON.parse(written));
  } catch {
    // An escape that JSON lacks, such as \e: no name of a setting has one.
    return written.slice(1, -1);
  }
}
