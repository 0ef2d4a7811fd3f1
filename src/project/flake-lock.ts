/** One locked input. */
export interface LockNode {
  /** Its name in `nodes`: `nixpkgs_2`. */
  readonly name: string;
  /** Its own inputs: the node's name, or the path of names from the root that it follows. */
  readonly inputs: ReadonlyMap<string, string | readonly string[]>;
  /** `locked` as it stands: type, owner, repo, rev, narHash, lastModified (seconds since 1970), url, path, dir, … */
  readonly locked?: Readonly<Record<string, string | number | boolean>>;
  /** `original`: what flake.nix asked for. */
  readonly original?: Readonly<Record<string, string | number | boolean>>;
  readonly isFlake: boolean;
  /** Whether it names the flake that its relative path starts from. */
  readonly hasParent?: true;
  /** Its key in flake.lock, quotes included: UTF-8 byte offsets. */
  readonly start: number;
  readonly end: number;
}

/** flake.lock, read. */
export interface FlakeLock {
  readonly path: string;
  /** 5, 6 or 7. */
  readonly version: number;
  readonly root: string;
  readonly nodes: ReadonlyMap<string, LockNode>;
}
