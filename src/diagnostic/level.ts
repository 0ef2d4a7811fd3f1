/** How bad a finding is. `error`: it fails or loses something; `warning`: probably wrong; `info`: worth knowing. */
export type Severity = "error" | "warning" | "info";

/** How sure a rule is of a finding. */
export type Confidence = "high" | "medium" | "low";

/** Which selection of rules a rule belongs to; each preset holds the ones before it. */
export type Preset = "recommended" | "strict" | "opt-in";

/** What applying a fix may do: `safe` keeps the meaning, `unsafe` may change it. */
export type FixSafety = "safe" | "unsafe";

/** Worst first. */
export const severities = ["error", "warning", "info"] as const satisfies readonly Severity[];
/** Surest first. */
export const confidences = ["high", "medium", "low"] as const satisfies readonly Confidence[];
/** Smallest first. */
export const presets = ["recommended", "strict", "opt-in"] as const satisfies readonly Preset[];

/** The categories of the catalogue, in the order in which they are shown. */
export const categories = [
  "syntax",
  "correctness",
  "dead-code",
  "style",
  "deprecated",
  "performance",
  "purity",
  "quality",
  "package",
  "module",
  "structure",
  "flake",
  "hosts",
  "evaluation",
  "secrets",
  "supply-chain",
  "nix-daemon",
  "access",
  "network",
  "container",
  "system",
  "service",
] as const;

export type Category = (typeof categories)[number];

/** Whether `severity` is at least as bad as `threshold`. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** Whether `confidence` is at least as sure as `threshold`. */
export function isAsSureAs(confidence: Confidence, threshold: Confidence): boolean {
  return confidences.indexOf(confidence) <= confidences.indexOf(threshold);
}
