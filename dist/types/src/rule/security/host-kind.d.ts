/** Who can reach an address. */
export type HostKind = "loopback" | "any" | "private" | "public";
/**
 * What kind of address a host name or address is, from its text alone. Private are the ranges of RFC 1918, RFC 4193 and
 * RFC 6598 (which overlay networks use too), link-local ones, and names that only a local network resolves.
 */
export declare function hostKindOf(host: string): HostKind;
