export { findHosts } from "./find-hosts.ts";
export type { FoundHosts } from "./host-sources.ts";
