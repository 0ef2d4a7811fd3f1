/** An option's path as people write it: `environment.etc."a.conf".text`. */
export function optionName(path: readonly string[]): string {
  return path.map((key) => (/^[\w'*-]+$/.test(key) ? key : JSON.stringify(key))).join(".");
}
