import type { Category, Confidence, FixSafety, Preset, Severity } from "./level.ts";

/** A sample before and after. Both are whole Nix files; a rule without a fix shows what to write instead. */
export interface RuleExample {
  readonly bad: string;
  readonly good: string;
  /** Name of the file where it matters (`flake.nix`); "module.nix" otherwise. */
  readonly path?: string;
  /** Other files of the project, by path: there beside both texts. For project rules. */
  readonly files?: Readonly<Record<string, string>>;
  /** Options of the rule under which the sample holds. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** A sample that must not be reported, though a careless rule would. */
export interface RuleTrap {
  /** A whole Nix file. */
  readonly good: string;
  /** Why it is fine, a clause. */
  readonly because: string;
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What a rule's page says, in markdown. */
export interface RuleDocs {
  /** Why it matters: what breaks, costs or confuses. */
  readonly why: string;
  readonly examples: readonly RuleExample[];
  /** Samples shown under "Not reported". */
  readonly traps?: readonly RuleTrap[];
  readonly whenNotToUse?: string;
  /** What a fix may change. Required for a rule with an unsafe fix. */
  readonly fixSafety?: string;
  /** URLs. */
  readonly references?: readonly string[];
}

/** What is known of a rule without running it: plain data for reporters, pages and the catalogue. */
export interface RuleMetadata {
  /** Kebab-case noun phrase for the defect; also the file name, page and fixture folder. */
  readonly id: string;
  /** A noun phrase that completes "This is …", without a full stop. */
  readonly summary: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly preset: Preset;
  /** Version of nixaudit that brought it. */
  readonly since: string;
  /** The best fix it offers. */
  readonly fix: FixSafety | "none";
  readonly docs: RuleDocs;
  /** Ids that it had before; they still work in the config and in comments. */
  readonly formerIds?: readonly string[];
  /** `peer:rule` of other tools that report the same. */
  readonly parity?: readonly string[];
  readonly security?: {
    /** CVSS-like, 0.1–10.0. */
    readonly score: number;
    /** Numbers of the Common Weakness Enumeration. */
    readonly cwe: readonly number[];
  };
}
