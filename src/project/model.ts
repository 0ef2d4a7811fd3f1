import type { ModuleOptions } from "../options/index.ts";
import type { Folded, Semantics } from "../semantics/index.ts";
import type { SyntaxTree } from "../syntax/index.ts";
import type { SourceText, Span } from "../text/index.ts";
import type { CodePrints } from "./copies/index.ts";
import type { FlakeLock } from "./flake-lock.ts";

/** A range of one file of the project. */
export interface Place {
  /** Relative to the audited root, with forward slashes. */
  readonly path: string;
  /** UTF-8 byte offsets. */
  readonly span: Span;
}

/** What one file wants of another. */
export type EdgeKind =
  /** An element of `imports` or `modules`: the module system reads it. */
  | "module"
  /** `import ./x` or `import ./x arguments`, for its value. */
  | "import"
  /** `callPackage ./x { }` and its relatives. */
  | "package"
  /** An overlay of a list of overlays. */
  | "overlay"
  /** `home-manager.users.<name>` and `extraSpecialArgs` aside, a module of home-manager. */
  | "home"
  /** `readFile`, `importJSON`, `importTOML`, `fromJSON (readFile …)`, `readDir`. */
  | "data"
  /** `src = ./.`, a patch, a file that is copied to the store as it is. */
  | "source"
  /** A file with a secret: sops, age, git-crypt. */
  | "secret"
  /** `self.nixosConfigurations.<host>`: another host's configuration. */
  | "host"
  /** A sub-flake or another flake by path. */
  | "flake";

/** One way from a file to another, to something outside, or to what could not be found out. */
export interface Edge {
  readonly from: string;
  readonly kind: EdgeKind;
  /** What says so, in `from`. */
  readonly span: Span;
  readonly target: EdgeTarget;
  /** Whether the text names the target, the value was worked out, or a folder's listing brought it. */
  readonly by: "literal" | "value" | "listing";
  /** There where the edge holds for some hosts only: their names. */
  readonly hosts?: readonly string[];
  /** There where it depends on a condition that could not be decided. */
  readonly isConditional?: true;
}

export type EdgeTarget =
  /** A file of the audited tree; a folder stands as its `default.nix` where Nix reads that. */
  | { readonly kind: "file"; readonly path: string }
  /** A folder of the tree, as data or source. */
  | { readonly kind: "folder"; readonly path: string }
  /** In the tree, but nothing is there. */
  | { readonly kind: "missing"; readonly path: string }
  /** Something of a flake input, of `<nixpkgs>` or of a fetched source: `home-manager.nixosModules.default`. */
  | { readonly kind: "external"; readonly name: string; readonly input?: string }
  /** Outside of the audited tree: never read. */
  | { readonly kind: "outside"; readonly path: string }
  | { readonly kind: "unresolved"; readonly reason: string };

export type HostKind = "nixos" | "darwin" | "home" | "droid" | "system-manager";

/** One machine, or one user's home that is built on its own. */
export interface Host {
  readonly name: string;
  readonly kind: HostKind;
  /** `x86_64-linux`, where the text decides it. */
  readonly system?: string;
  /** The file that is its own: the first module of the tree that stands in its list, else the file that defines it. */
  readonly root: string;
  /** What defines it: the attribute in `nixosConfigurations`, or what makes it. */
  readonly place: Place;
  /** What its list of modules names: from the file that holds the list to each module. */
  readonly modules: readonly Edge[];
  /** Name of the flake input whose `nixosSystem` makes it, where that is known. */
  readonly nixpkgs?: string;
  /** Every file that its configuration reads through modules and imports, sorted. */
  readonly closure: readonly string[];
  /** Where and as whom it is deployed, where the flake says so. */
  readonly deploy?: { readonly address?: string; readonly user?: string; readonly by: string };
  /** An image, an installer or a test: what is said of running machines does not hold. */
  readonly isEphemeral?: true;
}

/** One definition of an option in the modules of a host. */
export interface HostDefinition {
  /** The option, with the names that `*` stood for in the question. */
  readonly path: readonly string[];
  /** Without `mkForce`, `mkIf` and the like. */
  readonly value: Folded;
  /** As of `lib/modules.nix`: the lowest number wins. */
  readonly priority: number;
  /** Whether a condition that is not known decides on it. */
  readonly isConditional: boolean;
  /** What names it; the whole file where that is not known, with an empty span. */
  readonly place: Place;
}

/** All that is known of an option of a host. */
export interface HostOption {
  readonly definitions: readonly HostDefinition[];
  /** Whether the tree may define it in other places as well, which could not be worked out. */
  readonly isOpen: boolean;
}

/** What the modules of a host in the tree say. Defaults and types of options are not known. */
export interface HostConfiguration {
  /** Definitions of an option: `networking.hostName`; `*` stands for any one name. */
  definitionsOf(option: string): HostOption;
  /** Modules from outside of the tree, by dotted name or path: what they define is not known. Sorted. */
  readonly externals: readonly string[];
  /** Whether a module of the tree could not be read or worked out. */
  readonly hasUnreadModules: boolean;
  /** The users that home-manager has on the host, and whether there may be others. */
  homes(): { readonly users: readonly UserConfiguration[]; readonly isOpen: boolean };
}

/** The home of one user of a host. */
interface UserConfiguration {
  readonly user: string;
  /** Where the user is named. */
  readonly place: Place;
  /** Whether a condition that is not known decides on the user. */
  readonly isConditional: boolean;
  readonly configuration: HostConfiguration;
}

/** Something that should be known, and is not. */
export interface Unresolved {
  readonly place: Place;
  /** What was looked for: "hosts", "modules of web", "an import". */
  readonly what: string;
  readonly reason: string;
}

/** An input as flake.nix writes it. */
export interface FlakeInput {
  readonly name: string;
  /** As written: `github:NixOS/nixpkgs/nixos-26.05`; undefined for an input that only follows, or that the registry decides. */
  readonly url?: string;
  /** `type`, `owner`, `repo`, `ref`, `rev`, `dir`, … written as attributes. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly isFlake: boolean;
  /** `inputs.x.follows = "y"` by the input's own input: `nixpkgs` → `nixpkgs`; an empty text for `follows = ""`. */
  readonly follows: readonly {
    readonly input: string;
    readonly target: string;
    readonly place: Place;
  }[];
  /** `follows` of the input itself. */
  readonly alias?: string;
  /** Its name in `inputs`, where it stands first. */
  readonly place: Place;
  readonly urlPlace?: Place;
}

/** One flake.nix of the tree. */
export interface Flake {
  /** Path of its flake.nix. */
  readonly path: string;
  readonly description?: string;
  readonly inputs: readonly FlakeInput[];
  /** Whether there may be more inputs than these: some are computed, which Nix refuses, or the file has a syntax error. */
  readonly hasUnknownInputs: boolean;
  /** The names that `outputs` takes out of its argument; undefined where it takes it whole (`inputs: …`). */
  readonly outputArguments?: readonly string[];
  /** Where `outputs` names an input among its arguments, whether or not it reads it. */
  readonly argumentPlaces: ReadonlyMap<string, Place>;
  readonly lock?: FlakeLock;
  /** Why flake.lock, if there is one, could not be read. */
  readonly lockProblem?: string;
  /** What shows it; nothing where the file may be sound, but is of a version that is not known here. */
  readonly lockProblemPlace?: Place;
  /** Where each input is used: in flake.nix and in the files that get `inputs`. */
  readonly inputUses: ReadonlyMap<string, readonly Place[]>;
  /** Uses of all inputs together, which do not tell which of them they need. */
  readonly wholeInputUses: readonly WholeInputUse[];
  /** Whether its outputs are an empty set: its inputs are there for another flake. */
  readonly hasNoOutputs: boolean;
}

/** A use of the whole set of inputs. */
export interface WholeInputUse {
  readonly place: Place;
  /**
   * `registry`: all are entered in `nix.registry`, `NIX_PATH` or the like, which needs none of them. `unknown`: code that
   * cannot be seen through may use any.
   */
  readonly kind: "registry" | "unknown";
}

/** What is known of one file without its tree: plain data, made in the worker threads. */
export interface ProjectFile {
  readonly path: string;
  readonly bytes: number;
  readonly lines: number;
  /** What its text makes it: `module` for a function of module arguments or a set of options, and so on. */
  readonly role:
    "flake" | "module" | "package" | "overlay" | "function" | "data" | "test" | "unknown";
  /** Its own ways out, in source order. */
  readonly edges: readonly Edge[];
  /** There where a rule that is on looks for copied code, and the file is sound and no tool wrote it. */
  readonly prints?: CodePrints;
}

/** A file opened again, with everything that a file rule has. */
export interface OpenFile {
  readonly path: string;
  readonly source: SourceText;
  readonly tree: SyntaxTree;
  readonly semantics: Semantics;
  readonly module: ModuleOptions;
  readonly hasSyntaxError: boolean;
}

/** How files hang together. Paths are relative to the audited root. */
export interface ImportGraph {
  readonly edges: readonly Edge[];
  from(path: string): readonly Edge[];
  /** Edges of the tree that lead to the file. */
  to(path: string): readonly Edge[];
  /** Everything that is reached from the files, themselves among it, in a stable order. */
  closureOf(paths: readonly string[], kinds?: ReadonlySet<EdgeKind>): readonly string[];
  /** Everything that reaches the files, themselves among it. */
  reachedFrom(paths: readonly string[]): readonly string[];
  /** Cycles of edges that Nix follows at once, each as the files in order, the least first. */
  readonly cycles: readonly (readonly Edge[])[];
}

/** The whole configuration. */
export interface Project {
  /** Absolute path of the audited root. */
  readonly root: string;
  /** By path: every Nix file that was discovered and could be read. */
  readonly files: ReadonlyMap<string, ProjectFile>;
  /** All other files of the tree that are not ignored, by path: lock files, secrets, readmes. */
  readonly otherFiles: ReadonlySet<string>;
  /** The flake at the root first, where there is one. */
  readonly flakes: readonly Flake[];
  readonly graph: ImportGraph;
  /** Sorted by name, then kind. */
  readonly hosts: readonly Host[];
  readonly unresolved: readonly Unresolved[];
  /** Whether the whole tree was looked at: what is concluded from absence (orphans) holds only then. */
  readonly isWhole: boolean;
  /** What the modules of a host say; undefined where they could not be found. */
  configurationOf(host: Host): HostConfiguration | undefined;
  /** Names of the hosts whose closure holds the file. */
  hostsOf(path: string): readonly string[];
  /** Parses a Nix file again; a few of the last ones are kept. Undefined where it can't be read. */
  open(path: string): OpenFile | undefined;
  /** The text of a file of the tree that is not Nix, such as flake.lock; undefined where it can't be read or is too large. */
  readText(path: string): SourceText | undefined;
}
