import type {
  AuditFailure,
  AuditResult,
  Category,
  Confidence,
  RuleMetadata,
  Severity,
  SkippedFile,
  SuppressedDiagnostic,
} from "../../diagnostic/index.ts";
import type { ReportFacts, Project } from "../../project/index.ts";
import type { HistoryEntry } from "../history.ts";
import type { Score } from "../score.ts";

/** Everything that a report is made from. */
export interface ReportInput {
  /** Findings that a baseline knows are among the suppressed ones. */
  readonly result: AuditResult;
  /** Every rule of the catalogue. */
  readonly rules: readonly RuleMetadata[];
  /** Ids of the rules that ran. */
  readonly ranRules: ReadonlySet<string>;
  readonly summaries: readonly ReportFacts[];
  /** How files hang together; sections say that it is not known where it is left out. */
  readonly project?: ReportedProject | undefined;
  /** There where a baseline was used: how many of its entries are fixed. */
  readonly baseline?: { readonly fixed: number } | undefined;
  /** Earlier runs, the oldest first. */
  readonly history: readonly HistoryEntry[];
  /** `2026-11-20`: without it nothing is said of ages. */
  readonly date?: string | undefined;
  readonly toolVersion: string;
  readonly homepage: string;
}

/** What of the project the report looks at. */
export type ReportedProject = Pick<
  Project,
  "files" | "flakes" | "graph" | "hosts" | "unresolved" | "isWhole" | "hostsOf"
>;

/** One place of a finding. */
export interface ReportedFinding {
  readonly path: string;
  /** 1-based; columns UTF-16. */
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  readonly message: string;
  readonly hosts: readonly string[];
  readonly fingerprint: string;
  /** Title and safety of its fix. */
  readonly fix?: { readonly title: string; readonly safety: "safe" | "unsafe" };
}

/** Small: under an hour; medium: under a day; large: more. docs/report.md says how it is estimated. */
export type Effort = "S" | "M" | "L";

/** When something should be done: at once, with the next work on the tree, when there is time. */
export type Urgency = "now" | "soon" | "later";

/** All findings of one rule. */
export interface FindingGroup {
  readonly ruleId: string;
  /** What the rule reports, a noun phrase. */
  readonly summary: string;
  readonly category: Category;
  /** The worst, and the surest, of its findings. */
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly securityScore?: number;
  readonly help: string;
  readonly urgency: Urgency;
  readonly effort: Effort;
  /** Points that the score gains when all of them are fixed. */
  readonly gain: number;
  readonly fixable: { readonly safe: number; readonly unsafe: number };
  readonly hosts: readonly string[];
  /** In the order of paths and places. */
  readonly findings: readonly ReportedFinding[];
}

/** What was looked at, and what was not. */
export interface Coverage {
  readonly files: number;
  readonly bytes: number;
  readonly lines: number;
  readonly parsed: number;
  /** Files of which a part could not be parsed, or that could not be read. */
  readonly failed: readonly { readonly path: string; readonly why: string }[];
  readonly skipped: readonly SkippedFile[];
  /** Failures of nixaudit itself. */
  readonly failures: readonly AuditFailure[];
  readonly rulesRun: number;
  readonly rulesKnown: number;
}

export interface SecurityFacts {
  readonly managers: readonly { readonly name: string; readonly files: readonly string[] }[];
  /** Services that the tree itself defines, the least confined first. */
  readonly services: readonly ReportedService[];
  readonly firewall: readonly ReportedFirewall[];
}

export interface ReportedService {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly user?: string;
  readonly hardening: readonly string[];
  readonly missing: readonly string[];
}

export interface ReportedFirewall {
  readonly path: string;
  readonly line: number;
  readonly option: string;
  readonly value?: string;
  readonly isConditional: boolean;
  /** Hosts that read the file; undefined where hosts are not known. */
  readonly hosts?: readonly string[];
}

export interface ModuleFacts {
  /** Files that declare options. */
  readonly declaring: number;
  /** Of these: with a type, with a description on every option, and with an option to switch them on. */
  readonly typed: number;
  readonly described: number;
  readonly switchable: number;
  /** Options declared together, and what each of these lacks. */
  readonly options: number;
  readonly lacking: readonly {
    readonly path: string;
    readonly line: number;
    readonly option: string;
    readonly lacks: readonly ("type" | "description")[];
  }[];
}

export interface PackageFacts {
  readonly path: string;
  readonly line: number;
  readonly option: string;
  readonly count: number;
}

export interface ReportedHost {
  readonly name: string;
  readonly kind: string;
  readonly system?: string;
  readonly root: string;
  /** Files that its configuration reads, and those that no other host reads. */
  readonly files: number;
  readonly own: number;
}

export interface ModularizationFacts {
  readonly hosts: readonly ReportedHost[];
  /** Files of many lines, the longest first. */
  readonly monoliths: readonly { readonly path: string; readonly lines: number }[];
  /** Modules that some hosts share, but not all. */
  readonly profiles: readonly { readonly path: string; readonly hosts: readonly string[] }[];
  /** Files whose change reaches the most hosts. */
  readonly critical: readonly {
    readonly path: string;
    readonly hosts: number;
    readonly importers: number;
  }[];
  readonly cycles: readonly (readonly string[])[];
  /** Nix files that nothing reaches; undefined where absence proves nothing. */
  readonly orphans?: readonly string[];
  readonly unresolved: readonly {
    readonly path: string;
    readonly what: string;
    readonly reason: string;
  }[];
  /** Modules between hosts, for the drawing: edges of files that hosts reach. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

export interface ReportedInput {
  readonly name: string;
  readonly url?: string;
  readonly follows: readonly string[];
  /** Days between what is locked and the day of the report. */
  readonly ageInDays?: number;
  readonly rev?: string;
  readonly uses: number;
}

export interface FlakeFacts {
  readonly path: string;
  readonly description?: string;
  readonly inputs: readonly ReportedInput[];
  readonly lockProblem?: string;
  readonly hasLock: boolean;
  /** One source locked several times. */
  readonly duplicates: readonly { readonly source: string; readonly nodes: readonly string[] }[];
}

/** A step of the plan. */
export interface PlanStep {
  readonly title: string;
  readonly command?: string;
  readonly findings: number;
  readonly files: number;
  readonly rules: readonly string[];
  readonly effort: Effort;
  /** The score when this step and those before it are done. */
  readonly scoreAfter: number;
}

/** The report as plain data. Every renderer, the json one among them, shows this and nothing else. */
export interface ReportModel {
  readonly tool: { readonly version: string; readonly homepage: string };
  readonly date?: string;
  readonly description?: string;
  readonly coverage: Coverage;
  readonly score: Score;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly fixable: { readonly safe: number; readonly unsafe: number };
  /** Everything found, the most urgent first. */
  readonly groups: readonly FindingGroup[];
  readonly security: SecurityFacts;
  readonly modules: ModuleFacts;
  readonly packages: readonly PackageFacts[];
  /** Undefined where hosts and imports are not known. */
  readonly modularization?: ModularizationFacts;
  /** Longest files, known without the project. */
  readonly longest: readonly { readonly path: string; readonly lines: number }[];
  /** Undefined where flakes are not known; empty where there is none. */
  readonly flakes?: readonly FlakeFacts[];
  readonly plan: readonly PlanStep[];
  readonly comparison: {
    readonly baseline?: { readonly known: number; readonly added: number; readonly fixed: number };
    /** The last ones, the oldest first. */
    readonly history: readonly HistoryEntry[];
  };
  readonly clean: readonly { readonly category: Category; readonly rules: number }[];
  readonly suppressed: readonly {
    readonly ruleId: string;
    readonly path: string;
    readonly line: number;
    readonly by: SuppressedDiagnostic["by"];
    readonly reason: string;
  }[];
}

/** Categories that are about being attacked. */
export const securityCategories: ReadonlySet<Category> = new Set([
  "secrets",
  "supply-chain",
  "nix-daemon",
  "access",
  "network",
  "container",
  "system",
  "service",
]);
