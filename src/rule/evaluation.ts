import type { StageId } from "../diagnostic/index.ts";
import type { Host, HostKind, Place } from "../project/index.ts";

/** A place in the tree that explains a problem. */
export interface RelatedPlace {
  readonly at: Place;
  readonly message: string;
}

interface ProblemBase {
  /** Where it stands: the place that Nix or the source names, else the line that names the host, else the first of flake.nix. */
  readonly at: Place;
  /** What led there, innermost first; places of the tree only. */
  readonly related: readonly RelatedPlace[];
  /** Names of all hosts that have it; empty for what is of no host. */
  readonly hosts: readonly string[];
  /** What was asked for: `nixosConfigurations.web`. */
  readonly target: string;
  readonly stage: StageId;
  /** What Nix said, its first line, without a full stop. Store hashes are left out. */
  readonly message: string;
}

/** One thing that Nix said of the configuration, mapped to the tree. The same thing said of many hosts is one problem. */
export type EvaluationProblem = ProblemBase &
  (
    | {
        /** It cannot be evaluated. */
        readonly kind: "failure";
        /** The option whose value it was about, where Nix or the trace names one. */
        readonly option?: string;
        /** What a person can do about it, a clause. */
        readonly advice?: string;
      }
    | { readonly kind: "unknown-option"; readonly option: string; readonly nearest?: string }
    | { readonly kind: "conflict"; readonly option: string }
    | { readonly kind: "assertion" }
    | {
        readonly kind: "warning";
        /** The option's present name, for one that was renamed. */
        readonly renamed?: { readonly from: string; readonly to: string };
        /** Nothing of the tree is named in it, nor led to it. */
        readonly isForeign: boolean;
      }
    | { readonly kind: "evaluation-time-build"; readonly derivation: string }
    | { readonly kind: "timeout"; readonly limit: string }
    | { readonly kind: "out-of-memory"; readonly limit: string }
    | {
        readonly kind: "parse";
        /** What our own parser says of the same file. */
        readonly isKnown: boolean;
      }
    | {
        readonly kind: "build" | "vm-test";
        readonly derivation: string;
        /** The last lines of the log. */
        readonly log: readonly string[];
      }
  );

export type ProblemKind = EvaluationProblem["kind"];

/** A problem of one kind. */
export type ProblemOf<Kind extends ProblemKind> = EvaluationProblem & { readonly kind: Kind };

/** What is known of a host from the text alone, as far as a validation needs it. */
export type StaticHost = Pick<Host, "name" | "kind" | "root" | "place" | "closure"> &
  Partial<Pick<Host, "isEphemeral">>;

/** A host that the outputs hold. */
export interface EvaluatedHost {
  readonly name: string;
  readonly kind: HostKind;
  /** Where the source names it: the place of findings that have none of their own. */
  readonly place: Place;
  readonly drvPath?: string;
  /** Size of its built closure in bytes, where it was built. */
  readonly closureSize?: number;
}

/** All that Nix said of a configuration: plain data. */
export interface Evaluation {
  readonly problems: readonly EvaluationProblem[];
  /** Undefined where the outputs could not be listed, or were not asked for. */
  readonly hosts: readonly EvaluatedHost[] | undefined;
  /** What the source says; empty where nothing is known from it. */
  readonly staticHosts: readonly StaticHost[];
}
