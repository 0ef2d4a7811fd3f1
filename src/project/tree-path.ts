/**
 * Where a path leads that is written in a file of the tree: relative to the root, with forward slashes and without `.`
 * and `..`; the root is the empty text. A place above the root begins with `../`, an absolute one with `/`, one in
 * a home folder with `~/`, one below the flake that holds the file with `self:`.
 */
export function resolveTreePath(from: string, written: string): string {
  if (/^(?:\/|~\/|self:)/.test(written)) {
    const [, prefix = "", rest = ""] = /^(\/|~\/|self:\/?)(.*)$/s.exec(written) ?? [];
    return prefix.replace("self:/", "self:") + normalizeSteps(rest.split("/")).join("/");
  }
  const folder = from.split("/").slice(0, -1);
  return normalizeSteps([...folder, ...written.split("/")]).join("/");
}

/** Whether a path of {@link resolveTreePath} lies in the tree. */
export function isInTree(path: string): boolean {
  return !/^(?:\/|~\/|\.\.(?:\/|$)|self:)/.test(path);
}

/** The folder that a path lies in; the empty text for one at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** A path below a folder of the tree; the root is the empty text. */
export function joinTreePath(folder: string, name: string): string {
  return folder === "" ? name : name === "" ? folder : `${folder}/${name}`;
}

function normalizeSteps(steps: readonly string[]): string[] {
  const kept: string[] = [];
  for (const step of steps) {
    if (step === "" || step === ".") continue;
    if (step === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else kept.push(step);
  }
  return kept;
}
