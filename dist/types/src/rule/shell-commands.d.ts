/** A command of a shell script, as far as the text tells. */
export interface ShellCommand {
    /** Its name without a folder; assignments and wrappers like `exec` before it are left out. */
    readonly name: string;
    /** The words after it, quotes taken off. */
    readonly words: readonly string[];
    /** Where the name begins and where the last word that is looked at ends, as indexes into the script. */
    readonly start: number;
    readonly end: number;
}
/**
 * The commands that a shell script runs, in order. Comments, here-documents and what stands inside of quotes are left
 * out, but for command substitutions outside of them. The script may hold a placeholder for what is not known.
 */
export declare function shellCommands(script: string): readonly ShellCommand[];
