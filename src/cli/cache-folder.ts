import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import type { AuditOptions } from "./audit-options.ts";

/** Where results are kept between runs; undefined where they are not: without a home, or when told so. */
export function findCacheFolder(
  { cache, cacheDir, fix, diff, timing }: AuditOptions,
  place: {
    readonly root: string;
    readonly folder: string;
    readonly environment: NodeJS.ProcessEnv;
  },
): string | undefined {
  if (!cache || fix || diff || timing) return undefined;
  if (cacheDir !== undefined) return resolve(place.folder, cacheDir);
  const base = findUserCache(place.environment);
  if (base === undefined) return undefined;
  const folder = join(base, "nixaudit");
  // A home folder that is itself audited: nothing is written into what is read.
  return isWithin(folder, place.root) ? undefined : folder;
}

function findUserCache(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment["XDG_CACHE_HOME"];
  if (named !== undefined && isAbsolute(named)) return named;
  const home = environment["HOME"];
  // Builders and services name a home that is not there: none is made for them.
  const isHome = home !== undefined && isAbsolute(home) && existsSync(home);
  return isHome ? join(home, ".cache") : undefined;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith("../");
}
