/** Whether a rule of its own judges what is set under these names. */
export declare function hasSpecialist(names: readonly string[]): boolean;
/** Whether names follow on each other somewhere in a path. */
export declare function holdsInARow(names: readonly string[], wanted: readonly string[]): boolean;
/** Whether what is set under these names becomes the environment of a unit, a session or a container. */
export declare function isEnvironmentVariable(names: readonly string[]): boolean;
/** Whether a text is what Nix itself logs in with: that has a rule of its own. */
export declare function isAccessTokenPlace(names: readonly string[], text: string): boolean;
