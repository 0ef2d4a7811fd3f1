export { findHosts } from "./find-hosts.ts";
export type { FoundHosts, HostSketch, HostSources } from "./host-sources.ts";
