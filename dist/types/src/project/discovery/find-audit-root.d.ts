/**
 * The folder that an audit of some paths is relative to, as an absolute path. Each step answers only where the
 * ones before did not:
 *
 * 1. the nearest folder at or above the first path that holds `.git`, as a folder or a file;
 * 2. the nearest that holds `nixaudit.toml`;
 * 3. the nearest that holds `flake.nix`;
 * 4. `cwd`, when all the paths lie in it, also after following links;
 * 5. the deepest folder that all the paths lie in.
 *
 * A path that does not exist counts as a file. Without paths it is the root for `cwd` itself.
 */
export declare function findAuditRoot(paths: readonly string[], cwd: string): string;
