/** A secret among the arguments of a command, by UTF-16 offsets. */
export interface CommandLineSecret {
    /** The option, as people write it: `--password`. */
    readonly flag: string;
    readonly start: number;
    readonly end: number;
    /** A file is read into the argument: the secret is not in the store, but every local user sees it. */
    readonly isRead: boolean;
}
/** The secrets that a script hands to programs as arguments. */
export declare function findCommandLineSecrets(text: string): readonly CommandLineSecret[];
