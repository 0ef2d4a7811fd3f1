import type { FoundNix } from "./find-nix.ts";

/** What is evaluated. */
export type Subject =
  /** The outputs of flake.nix. */
  | { readonly kind: "flake" }
  /** `<nixpkgs/nixos>` with a configuration. */
  | { readonly kind: "configuration"; /** Absolute. */ readonly file: string }
  /** Attributes of a default.nix. */
  | { readonly kind: "attributes"; readonly file: string; readonly names: readonly string[] }
  /** Nothing that can be evaluated, and why. */
  | { readonly kind: "none"; readonly reason: string };

/** Milliseconds for each kind of call. */
export interface Timeouts {
  readonly parse: number;
  readonly lock: number;
  readonly hosts: number;
  readonly evaluate: number;
  readonly check: number;
  readonly plan: number;
  readonly build: number;
}

/** Source of the defaults: NIX.md, measured on NixOS 20.09; a host of today takes up to 30 s. */
export const defaultTimeouts: Timeouts = {
  parse: 60_000,
  lock: 60_000,
  hosts: 120_000,
  evaluate: 300_000,
  check: 900_000,
  plan: 300_000,
  build: 3_600_000,
};

/** How Nix is called. */
export interface NixSettings {
  readonly nix: FoundNix;
  /** Absolute; of the flake or the configuration. */
  readonly folder: string;
  readonly subject: Subject;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute; a folder of our own, outside of the tree, where Nix may keep what it keeps for a user. */
  readonly stateFolder: string;
  readonly timeouts: Timeouts;
  /** Bytes that one evaluation may take up. */
  readonly heapLimit: number;
  readonly allowsImportFromDerivation: boolean;
  readonly allowsNetwork: boolean;
  /** `--store` and `--builders`, handed on as they are. */
  readonly store?: string;
  readonly builders?: string;
  /** `NAME=PATH` or `PATH`, for `<nixpkgs>`. */
  readonly includes: readonly string[];
}

/** Names of the environment that a call may see, beside those that we set. */
const kept = [
  "PATH",
  "HOME",
  "TMPDIR",
  "LANG",
  "LC_ALL",
  "XDG_CACHE_HOME",
  "NIX_CONFIG",
  "NIX_PATH",
  "NIX_REMOTE",
  "NIX_STATE_DIR",
  "NIX_STORE_DIR",
  "NIX_LOG_DIR",
  "NIX_CONF_DIR",
  "NIX_SSL_CERT_FILE",
  "SSL_CERT_FILE",
];

/** Of these a plan says nothing: they may hold tokens. */
export const untold: ReadonlySet<string> = new Set(["NIX_CONFIG"]);

/**
 * The environment of a call. Neither the user's nix.conf nor what they once trusted is read, so that a run says the same on
 * every machine; the collector's limit makes a runaway evaluation end with "out of memory".
 */
export function environmentOf(settings: NixSettings): Readonly<Record<string, string>> {
  const { environment, stateFolder, heapLimit } = settings;
  const result: Record<string, string> = {};
  for (const name of kept) {
    const value = environment[name];
    if (value !== undefined) result[name] = value;
  }
  return {
    HOME: stateFolder,
    ...result,
    XDG_CONFIG_HOME: stateFolder,
    XDG_DATA_HOME: stateFolder,
    XDG_STATE_HOME: stateFolder,
    NIX_USER_CONF_FILES: "",
    NO_COLOR: "1",
    GC_MAXIMUM_HEAP_SIZE: String(heapLimit),
    // A git of the flake shall ask nobody for a password.
    GIT_TERMINAL_PROMPT: "0",
  };
}

/** Options that every call gets, whichever program of Nix it is. They win over nix.conf and over a flake's `nixConfig`. */
export function safetyOptions(
  settings: NixSettings,
  { allowsImportFromDerivation } = settings,
): readonly string[] {
  const options: [string, string][] = [
    ["accept-flake-config", "false"],
    ["allow-import-from-derivation", String(allowsImportFromDerivation)],
    ["allow-unsafe-native-code-during-evaluation", "false"],
    ["post-build-hook", ""],
    ["diff-hook", ""],
  ];
  return options.flatMap(([name, value]) => ["--option", name, value]);
}

/** Options of a call that builds nothing and stays at home. */
export function offlineOptions(settings: NixSettings): readonly string[] {
  const { allowsNetwork, allowsImportFromDerivation } = settings;
  return [
    ...(allowsNetwork ? [] : ["--option", "substitute", "false"]),
    ...(allowsImportFromDerivation ? [] : ["--max-jobs", "0", "--option", "builders", ""]),
  ];
}

export const logOptions: readonly string[] = ["--log-format", "internal-json", "--show-trace"];

/** Features that flakes need, whatever nix.conf says; Nix warns of those it does not know. */
export const featureOptions: readonly string[] = [
  "--extra-experimental-features",
  "nix-command flakes",
];
