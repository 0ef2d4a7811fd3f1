/** Who can reach an address. */
export type HostKind = "loopback" | "any" | "private" | "public";

/**
 * What kind of address a host name or address is, from its text alone. Private are the ranges of RFC 1918, RFC 4193 and
 * RFC 6598 (which overlay networks use too), link-local ones, and names that only a local network resolves.
 */
export function hostKindOf(host: string): HostKind {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  if (/^(?:localhost|127\.[\d.]+|::1)$/.test(name) || name.endsWith(".localhost"))
    return "loopback";
  if (/^(?:|\*|0\.0\.0\.0|::|0)$/.test(name)) return "any";
  const isPrivate =
    /^[\w-]+$/.test(name) ||
    /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/.test(
      name,
    ) ||
    /^(?:f[cd][\da-f]{2}|fe80):/.test(name) ||
    /\.(?:lan|local|home|internal|intranet|home\.arpa|ts\.net)$/.test(name);
  return isPrivate ? "private" : "public";
}
