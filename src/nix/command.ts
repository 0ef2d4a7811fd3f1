/** What a command needs to be worth running. */
export type Need =
  /** All inputs of the flake in the store. */
  | "inputs"
  /** The code is evaluated: it can read what Nix lets it read. */
  | "evaluation"
  /** Its builds run programs of the configuration. */
  | "trust"
  | "network"
  | "kvm";

/** One call of Nix: plain data, so that it can be shown before it is run. */
export interface NixCommand {
  /** Absolute path, or a name to look up on PATH. */
  readonly program: string;
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds until it is killed. */
  readonly timeout: number;
  readonly needs: readonly Need[];
}

/** The end of one call. */
export type NixExit =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "timeout" }
  /** By a signal that was not ours: the kernel's, when memory ran out. */
  | { readonly kind: "killed"; readonly signal: string }
  | { readonly kind: "cancelled" }
  | { readonly kind: "unstartable"; readonly detail: string };
