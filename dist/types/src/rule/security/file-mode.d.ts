/** Whether a mode in octal lets everyone write without a sticky bit, which would keep them from each other's files. */
export declare function isWorldWritable(mode: string): boolean;
/** The mode with the bit that lets others write taken away, in as many digits. */
export declare function withoutOtherWrite(mode: string): string;
/** Whether a mode lets everyone read. */
export declare function isWorldReadable(mode: string): boolean;
