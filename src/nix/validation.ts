import type { StageId, StageResult, StageStatus } from "../diagnostic/index.ts";
import type { Place } from "../project/index.ts";
import type { EvaluationProblem, StaticHost } from "../rule/index.ts";
import type { Target } from "./commands.ts";
import type { NixSearch } from "./find-nix.ts";
import type { AnsweredSetting } from "./host-query.ts";
import type { Mapping, MessageOrigin } from "./map-problem.ts";
import type { NixRunner } from "./run.ts";
import type { NixSettings } from "./settings.ts";
import type { SourceFiles } from "./source-files.ts";

/** What a validation is to do. */
export interface ValidationRequest {
  readonly files: SourceFiles;
  readonly search: NixSearch;
  /** Undefined where there is no Nix. */
  readonly settings: NixSettings | undefined;
  readonly runner: NixRunner;
  readonly stages: ReadonlySet<StageId>;
  readonly staticHosts: readonly StaticHost[];
  /** Only these hosts; all when left out. */
  readonly onlyHosts?: ReadonlySet<string>;
  /** Evaluations at once. */
  readonly jobs: number;
  /** Option paths of rules that want evaluated values. */
  readonly optionPaths: readonly string[];
  /** The static audit: how it went. */
  readonly audit: () => Promise<StageOutcome>;
  /** Files that git does not know; undefined outside of git. */
  readonly untracked?: ReadonlySet<string>;
  /** A flake reference of the tree at an older revision, to compare closures with. */
  readonly formerFlake?: string;
  /** Whether the machine can run virtual machines. */
  readonly hasKvm: boolean;
  readonly onProgress?: (event: ProgressEvent) => void;
}

/** A stage begins (`result` is not there yet) or ends. */
export interface ProgressEvent {
  readonly stage: StageId;
  readonly host: string | null;
  readonly result?: StageResult;
}

/** How one stage went, without its name and time. */
export interface StageOutcome {
  readonly status: StageStatus;
  readonly reason?: string;
  readonly notes?: readonly string[];
}

/** The settings of one host. */
export interface HostSettings {
  readonly host: string;
  /** Where what is set nowhere in the tree stands. */
  readonly place: Place;
  readonly settings: readonly PlacedSetting[];
}

/** The value of one option of one host, and where it comes from. */
export interface PlacedSetting extends Pick<AnsweredSetting, "path" | "value" | "isOff"> {
  /** Where the tree sets this option, or one below it; undefined where it does not. */
  readonly placeOf: (path: readonly string[]) => Place | undefined;
  /** What sets it where the tree does not, a clause: "the option's default". */
  readonly source: string;
}

/** A host under way. */
export interface HostState {
  readonly target: Target;
  /** `nixosConfigurations.web`. */
  readonly path: string;
  readonly place: Place;
  drvPath?: string;
  closureSize?: number;
  /** How evaluating it went. */
  evaluated?: StageStatus;
  needsBuild?: boolean;
}

/** Everything that the stages share. */
export interface Validation {
  readonly request: ValidationRequest;
  readonly settings: NixSettings;
  mapping: Mapping;
  readonly problems: ProblemList;
  readonly hostSettings: HostSettings[];
  /** Undefined until the outputs were listed. */
  hosts?: HostState[];
}

/** Collects problems; the same one said again only adds its hosts. */
export interface ProblemList {
  readonly all: readonly EvaluationProblem[];
  /** `origin` tells whether the problem has a place of its own. Says whether it was new. */
  add(problem: EvaluationProblem, origin: Pick<MessageOrigin, "fallback">): boolean;
}

export function createProblemList(): ProblemList {
  const all: EvaluationProblem[] = [];
  const indexes = new Map<string, number>();
  return {
    all,
    add(problem, { fallback }) {
      const { kind, message, at } = problem;
      const isPlaced = at !== fallback;
      const key = JSON.stringify([kind, message, isPlaced && at.path, isPlaced && at.span.start]);
      const index = indexes.get(key);
      const known = index === undefined ? undefined : all[index];
      if (index === undefined || !known) {
        indexes.set(key, all.length);
        all.push(problem);
        return true;
      }
      all[index] = { ...known, hosts: [...new Set([...known.hosts, ...problem.hosts])].toSorted() };
      return false;
    },
  };
}
