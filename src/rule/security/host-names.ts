import { hostKindOf } from "./host-kind.ts";

/** Whether a host of a URL is this machine. IPv6 addresses stand in square brackets. */
export function isLoopback(host: string): boolean {
  return hostKindOf(host) === "loopback" || host === "0.0.0.0" || host === "[::]";
}

/**
 * Whether a host of a URL is on a network of one's own: a private address, a name without a dot, or one below a domain that
 * is not on the net. Source: RFC 1918, RFC 4193, RFC 6598, RFC 6762, RFC 8375, and the names that VPNs give. As of
 * 2025-11-30.
 */
export function isPrivateHost(host: string): boolean {
  return (
    /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/.test(
      host,
    ) ||
    /^\[f[cde]/.test(host) ||
    !/[.[]/.test(host) ||
    /\.(?:local|lan|home|internal|intranet|corp|private|home\.arpa|ts\.net|vpn|wg|dn42|onion|i|r|d)$/.test(
      host,
    )
  );
}
