/** What the path of a file says about what it configures. */
export type FileSetting = 
/** Installers, images, virtual machines, demos: they live for an hour, or behind a door. */
"ephemeral" | "test" | "darwin"
/** Written by a tool: npins, niv, node2nix, nixos-generate-config. */
 | "generated" | "archived";
/** The settings of a file by its root-relative path; mostly none. */
export declare function settingsOfFile(path: string): ReadonlySet<FileSetting>;
