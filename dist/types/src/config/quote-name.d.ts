/** A name from a file or the command line in backticks, on one line and not too long. */
export declare function quoteName(name: string): string;
