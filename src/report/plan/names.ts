/** The folder of a path, empty for the root. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf("/");
  return at === -1 ? "" : path.slice(0, at);
}

/** The path of a file in a folder. */
export function inFolder(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** A file's name without folder and ending; of a `default.nix` the folder's name. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.nix$/, "");
  if (name !== "default" && name !== "configuration") return name;
  const folder = folderOf(path);
  return folder === "" ? name : folder.slice(folder.lastIndexOf("/") + 1);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A few names for a sentence: "`a`, `b` and 3 more". */
export function listNames(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most).map((name) => `\`${name.replaceAll("`", "'")}\``);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** The values without repetitions, sorted. */
export function uniqueSorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted(compareText);
}

/** The folder round all of the files. */
export function commonFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map((path) => folderOf(path).split("/"));
  const steps = [...first];
  while (steps.length > 0 && others.some((other) => steps.some((step, at) => other[at] !== step)))
    steps.pop();
  return steps.join("/");
}

/** The path as a Nix file in the folder writes it; put together where it is no plain path. */
export function relativePath(folder: string, path: string): string {
  const from = folder === "" ? [] : folder.split("/");
  const to = path.replace(/\/default\.nix$/, "").split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => "..");
  const steps = [...(up.length > 0 ? up : ["."]), ...to.slice(shared)].join("/");
  if (/^[\w.+-]+(\/[\w.+-]+)+$/.test(steps)) return steps;
  return `(./. + "/${steps.replaceAll(/["\\]|\$\{/g, String.raw`\$&`)}")`;
}
