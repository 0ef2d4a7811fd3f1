import type { Diagnostic } from "../../diagnostic/index.ts";
import type { FileSurvey, HostKind, Project } from "../../project/index.ts";
import type { Effort } from "../audit/index.ts";
import type { ListedHost } from "../hosts.ts";

/** What kinds of change there are, in the order in which they are best made: each makes the ones behind it smaller. */
export const proposalKinds = [
  "remove-orphan",
  "drop-import",
  "fix-input",
  "extract-helper",
  "extract-profile",
  "split-host",
  "feature-module",
] as const;

export type ProposalKind = (typeof proposalKinds)[number];

export type RiskLevel = "low" | "medium" | "high";

/** A file as it could begin. It parses, and holds nothing of the tree but names. */
export interface Skeleton {
  readonly path: string;
  readonly text: string;
}

/** One change, small enough for a commit of its own. */
export interface Proposal {
  /** Unique in a plan, and the same while the tree is: `remove-orphan:modules/old`. */
  readonly id: string;
  readonly kind: ProposalKind;
  /** An imperative without a full stop. */
  readonly title: string;
  /** Why it is worth it, a sentence. */
  readonly why: string;
  /** Files that it changes or removes, sorted. */
  readonly files: readonly string[];
  /** Names of the hosts that read one of them, sorted. */
  readonly hosts: readonly string[];
  /** What to do, in order. */
  readonly steps: readonly string[];
  /** Commands that show whether it went well, for a POSIX shell in the root of the tree. */
  readonly commands: readonly string[];
  readonly effort: Effort;
  /** Lines that the tree has fewer, at least; 0 where it gains nothing in length. */
  readonly linesSaved: number;
  readonly risk: RiskLevel;
  /** Ids of the proposals that change one of its files and come first. */
  readonly after: readonly string[];
  /** Ids of the rules whose findings it settles. */
  readonly rules: readonly string[];
  readonly skeletons: readonly Skeleton[];
}

/** A proposal before it has its place in the plan. */
export interface Draft extends Omit<
  Proposal,
  "id" | "after" | "hosts" | "commands" | "effort" | "risk"
> {
  /** What tells it from others of its kind. */
  readonly key: string;
  /** Lines that somebody has to read or move. */
  readonly linesTouched: number;
  /** Whether hosts are to be the same before and after, to the byte. */
  readonly keepsResult: boolean;
  /** Without the reach. */
  readonly baseRisk: RiskLevel;
  /** Commands that do it, before those that check it. */
  readonly doing?: readonly string[];
  /** Where the files alone do not tell. */
  readonly hosts?: readonly string[];
}

/** Everything that a plan is made from. */
export interface PlanInput {
  readonly project: Project;
  readonly surveys: ReadonlyMap<string, FileSurvey>;
  readonly hosts: readonly ListedHost[];
  readonly findings: readonly Diagnostic[];
}

export interface Inventory {
  readonly files: number;
  readonly lines: number;
  /** Nix files by role, the most frequent first. */
  readonly roles: readonly { readonly role: string; readonly files: number }[];
  readonly hosts: readonly { readonly kind: HostKind; readonly hosts: number }[];
  readonly flakes: readonly { readonly path: string; readonly inputs: number }[];
  /** Options that the tree itself declares. */
  readonly declaredOptions: number;
  readonly edges: number;
  readonly unresolvedEdges: number;
  readonly cycles: number;
  readonly findings: number;
}

/** A folder, and what hangs on it. */
export interface FolderNode {
  /** `.` for the root. */
  readonly folder: string;
  readonly files: number;
  readonly lines: number;
  readonly hosts: number;
  /** Other folders that it imports from, the most used first. */
  readonly imports: readonly { readonly folder: string; readonly edges: number }[];
}

export interface CriticalFile {
  readonly path: string;
  readonly hosts: number;
  readonly lines: number;
  readonly findings: number;
  /** Hosts × lines × (1 + findings). */
  readonly score: number;
}

/** The refactoring plan as plain data: every renderer shows this and nothing else. */
export interface RefactoringPlan {
  readonly inventory: Inventory;
  readonly folders: readonly FolderNode[];
  readonly critical: readonly CriticalFile[];
  readonly hosts: readonly ListedHost[];
  readonly proposals: readonly Proposal[];
  readonly unresolved: readonly {
    readonly path: string;
    readonly what: string;
    readonly reason: string;
  }[];
}
