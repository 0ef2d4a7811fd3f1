export { loadHosts, type LoadedHosts, type LoadHostsRequest } from "./load-hosts.ts";
export { findHosts } from "./find-hosts.ts";
export type { FoundHosts, HostSketch, HostSources } from "./host-sources.ts";
