import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  discoverFiles,
  type Discovery,
  type DiscoveryRequest,
} from "../../src/project/discovery/index.ts";

/** A folder of its own for one test. */
export interface TemporaryTree {
  readonly root: string;
  readonly write: (path: string, content?: string | Uint8Array) => string;
  readonly link: (path: string, target: string) => void;
  readonly pipe: (path: string) => string;
  /** What is discovered in the tree, all of it unless paths are given. */
  readonly discover: (request?: Partial<DiscoveryRequest>) => Discovery;
  /** The paths of the files that are discovered. */
  readonly files: (request?: Partial<DiscoveryRequest>) => readonly string[];
  readonly remove: () => void;
}

/** Makes an empty folder, with the ways to fill it and to look into it. */
export function createTemporaryTree(): TemporaryTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "nixaudit-discovery-")));

  function prepare(path: string): string {
    const absolutePath = join(root, path);
    mkdirSync(dirname(absolutePath), { recursive: true });
    return absolutePath;
  }

  function discover(request: Partial<DiscoveryRequest> = {}): Discovery {
    return discoverFiles({
      root,
      paths: [root],
      exclude: [],
      forceExclude: false,
      respectGitignore: true,
      ...request,
    });
  }

  return {
    root,
    write(path, content = "{ }\n") {
      const absolutePath = prepare(path);
      writeFileSync(absolutePath, content);
      return absolutePath;
    },
    link: (path, target) => symlinkSync(target, prepare(path)),
    pipe(path) {
      const absolutePath = prepare(path);
      execFileSync("mkfifo", [absolutePath]);
      return absolutePath;
    },
    discover,
    files: (request) => discover(request).files.map(({ path }) => path),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
