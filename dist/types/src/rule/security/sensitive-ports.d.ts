/** A service that is not made for the open network, and its TCP ports. */
interface SensitiveService {
    readonly name: string;
    readonly ports: readonly number[];
    /** It gives away data or the machine without asking, mostly. */
    readonly isOpen?: boolean;
    /** A service of another kind that has the same port. */
    readonly notWith?: string;
}
/** The service that a TCP port belongs to, if it is not made for the open network. */
export declare function sensitiveService(port: number): SensitiveService | undefined;
/** The port that an option has by default, if it is one of a sensitive service. */
export declare function defaultPortOf(option: string): number | undefined;
export {};
