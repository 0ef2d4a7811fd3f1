/** What the config file is called. */
export declare const configFileName = "nixaudit.toml";
/**
 * The config file in the folder or the nearest one above it. The search ends at the top of the git work tree,
 * or at the root of the file system outside of git.
 */
export declare function findConfigFile(startFolder: string): string | undefined;
