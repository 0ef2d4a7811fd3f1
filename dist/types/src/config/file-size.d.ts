/** What a size written as text looks like, as a regular expression for the schema. */
export declare const fileSizePattern: string;
/** Used when nothing is configured. */
export declare const defaultMaxFileSize = 4000000;
/** Above it a file does not fit into the parser. */
export declare const largestMaxFileSize = 1000000000;
/** The bytes of a size such as "4 MB"; undefined for a text that is no size. */
export declare function parseFileSize(text: string): number | undefined;
