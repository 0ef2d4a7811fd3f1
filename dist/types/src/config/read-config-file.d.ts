/** The text of a config file, or why there is none. */
export type ConfigText = {
    readonly ok: true;
    readonly text: string;
} | {
    readonly ok: false;
    readonly reason: string;
};
/** Reads a config file. Never waits, even where the path names a pipe. */
export declare function readConfigFile(path: string): ConfigText;
