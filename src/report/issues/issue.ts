import type { Confidence, Diagnostic, RuleMetadata, Severity } from "../../diagnostic/index.ts";

/** How much work an issue is: `S` up to half an hour, `M` an afternoon, `L` more. */
export type Effort = "S" | "M" | "L";

/** The findings of one rule in one area: what becomes one issue. */
export interface IssueGroup {
  /** Tells the issue from every other one, for ever: 16 hexadecimal digits made of rule and area. */
  readonly key: string;
  readonly rule: RuleMetadata;
  /** A folder or file relative to the audited root; `.` for the files that lie in no folder. */
  readonly area: string;
  /** The worst of its findings. */
  readonly severity: Severity;
  /** The surest of its findings. */
  readonly confidence: Confidence;
  readonly effort: Effort;
  /** Sorted; empty where it is not known which hosts are affected. */
  readonly hosts: readonly string[];
  /** Sorted by path and place. */
  readonly findings: readonly Diagnostic[];
}

/** An issue that is there already, as far as its body says what it is about. */
export interface ExistingIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
  readonly key: string;
  /** Undefined in the tracking issue. */
  readonly ruleId: string | undefined;
  readonly area: string | undefined;
}

/** What is to be done about one issue. */
export interface IssueAction {
  readonly action: "create" | "update" | "reopen" | "close" | "keep";
  /** Undefined for an issue that is not there yet. */
  readonly number: number | undefined;
  readonly key: string;
  readonly title: string;
  readonly labels: readonly string[];
  /** Whole, with what people wrote around the part that is nixaudit's. */
  readonly body: string;
  /** Said when it is closed or opened again. */
  readonly comment: string | undefined;
  /** Afterwards. */
  readonly isOpen: boolean;
  /** Undefined where nothing is found any more, and in the tracking issue. */
  readonly group: IssueGroup | undefined;
}

/** The issue that lists the others. Its body names issues that have no number yet, so it is made last. */
export interface TrackingAction extends Omit<IssueAction, "body" | "group"> {
  /** In this order; an issue stands for its number. */
  readonly body: readonly (string | { readonly issue: IssueAction })[];
}

/** Everything that is to be done, in this order. */
export interface IssuePlan {
  readonly actions: readonly IssueAction[];
  readonly tracking: TrackingAction | undefined;
  /** Groups that get no issue because there would be too many. */
  readonly left: readonly IssueGroup[];
}
