/** An option of a service by which strangers make accounts. */
export interface Registration {
    readonly service: string;
    /** How many segments of the option's path lead to the settings that stand beside it. */
    readonly depth: number;
    /** The value that lets them: most options say yes, some say no. */
    readonly opensWith: "yes" | "no";
    /** Settings beside it of which one, set to anything but no, keeps strangers out. */
    readonly guards: readonly string[];
}
/** Options by their path. Source: the modules of nixpkgs and the services' manuals, as of 2025-11-30. */
export declare const registrations: Readonly<Record<string, Registration>>;
