/** A URL that carries a password, by UTF-16 offsets. */
export interface UrlCredentials {
    readonly scheme: string;
    readonly user: string;
    readonly host: string;
    readonly start: number;
    readonly end: number;
    /** Whether the password is the user's name, and the host is this machine: a development set-up. */
    readonly isLocalDefault: boolean;
}
/** The URLs with a user and a password in a text, in order; placeholders and interpolated passwords are none. */
export declare function findUrlCredentials(text: string): readonly UrlCredentials[];
/** Whether a text holds such a URL. */
export declare function hasCredentials(text: string): boolean;
