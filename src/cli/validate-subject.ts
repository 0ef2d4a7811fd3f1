import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Subject } from "../nix/index.ts";
import type { ValidateOptions } from "./validate-options.ts";

/** Where Nix is to be called, and what for. */
export interface FoundSubject {
  /** Absolute. */
  readonly folder: string;
  readonly subject: Subject;
}

/** Finds what is to be evaluated at a path: the flake there or above it within `root`, else a configuration. */
export function findSubject(path: string, root: string, { attr }: ValidateOptions): FoundSubject {
  const folder = isFolder(path) ? path : dirname(path);
  if (attr !== undefined) return withoutFlake(folder, attr);
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "flake.nix"))) return { folder: at, subject: { kind: "flake" } };
    if (at === root || dirname(at) === at) break;
  }
  return withoutFlake(folder, undefined);
}

function withoutFlake(folder: string, names: readonly string[] | undefined): FoundSubject {
  const none = (reason: string): FoundSubject => ({ folder, subject: { kind: "none", reason } });
  const file = join(folder, "default.nix");
  if (names !== undefined) {
    if (!existsSync(file)) return none("there is no default.nix for --attr");
    const odd = names.find((name) => !/^[A-Za-z_][\w'-]*(\.[A-Za-z_][\w'-]*)*$/.test(name));
    if (odd !== undefined) return none(`\`${odd}\` is no attribute path`);
    return { folder, subject: { kind: "attributes", file, names } };
  }
  const configuration = join(folder, "configuration.nix");
  if (existsSync(configuration))
    return { folder, subject: { kind: "configuration", file: configuration } };
  const hive = ["hive.nix", "deploy.nix"].find((name) => existsSync(join(folder, name)));
  if (hive !== undefined) return none(`${hive} is no flake: name what to evaluate with --attr`);
  if (existsSync(file))
    return none("there is no flake.nix: name attributes of default.nix with --attr");
  return none("there is neither a flake.nix nor a configuration.nix");
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
