import type { Discovery, DiscoveryRequest } from "./discovery.ts";
/**
 * Finds the files to audit: the named files, and the Nix files in the named folders. A file that is reached
 * several times is there once. Opens no file but those with patterns, and never throws.
 */
export declare function discoverFiles(request: DiscoveryRequest): Discovery;
