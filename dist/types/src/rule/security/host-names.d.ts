/** Whether a host of a URL is this machine. IPv6 addresses stand in square brackets. */
export declare function isLoopback(host: string): boolean;
/**
 * Whether a host of a URL is on a network of one's own: a private address, a name without a dot, or one below a domain that
 * is not on the net. Source: RFC 1918, RFC 4193, RFC 6598, RFC 6762, RFC 8375, and the names that VPNs give. As of
 * 2025-11-30.
 */
export declare function isPrivateHost(host: string): boolean;
