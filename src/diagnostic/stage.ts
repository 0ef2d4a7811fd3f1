import type { AuditResult } from "./diagnostic.ts";

/** The stages of a validation, in the order in which they run. */
export const stageIds = [
  "probe",
  "syntax",
  "audit",
  "lock",
  "hosts",
  "evaluate",
  "check",
  "ifd",
  "plan",
  "diff",
  "build",
  "vm",
] as const;

export type StageId = (typeof stageIds)[number];

/**
 * How a stage went. `findings`: it ran, and something is wrong with the configuration. `failed`: it could not tell, or the
 * target could not be evaluated at all.
 */
export type StageStatus = "ok" | "findings" | "failed" | "timeout" | "skipped";

/** One stage, for one host where it runs for each. */
export interface StageResult {
  readonly id: StageId;
  /** Null for a stage of the whole configuration. */
  readonly host: string | null;
  readonly status: StageStatus;
  /** One clause for a person; there unless the status is `ok`. */
  readonly reason: string | null;
  /** Wall-clock time in milliseconds. */
  readonly ms: number;
  /** What it found out, a line each: "toplevel /nix/store/…-nixos-system-web.drv". */
  readonly notes: readonly string[];
}

/** Everything that a validation found: the static audit, and what Nix said. */
export interface ValidationResult extends AuditResult {
  readonly stages: readonly StageResult[];
}
