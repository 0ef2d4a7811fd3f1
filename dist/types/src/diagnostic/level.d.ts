/** How bad a finding is. `error`: it fails or loses something; `warning`: probably wrong; `info`: worth knowing. */
export type Severity = "error" | "warning" | "info";
/** How sure a rule is of a finding. */
export type Confidence = "high" | "medium" | "low";
/** Which selection of rules a rule belongs to; each preset holds the ones before it. */
export type Preset = "recommended" | "strict" | "opt-in";
/** What applying a fix may do: `safe` keeps the meaning, `unsafe` may change it. */
export type FixSafety = "safe" | "unsafe";
/** Worst first. */
export declare const severities: readonly ["error", "warning", "info"];
/** Surest first. */
export declare const confidences: readonly ["high", "medium", "low"];
/** Smallest first. */
export declare const presets: readonly ["recommended", "strict", "opt-in"];
/** The categories of the catalogue, in the order in which they are shown. */
export declare const categories: readonly ["syntax", "correctness", "dead-code", "style", "deprecated", "performance", "purity", "quality", "package", "module", "structure", "flake", "hosts", "evaluation", "secrets", "supply-chain", "nix-daemon", "access", "network", "container", "system", "service"];
export type Category = (typeof categories)[number];
/** Whether `severity` is at least as bad as `threshold`. */
export declare function isAtLeast(severity: Severity, threshold: Severity): boolean;
/** Whether `confidence` is at least as sure as `threshold`. */
export declare function isAsSureAs(confidence: Confidence, threshold: Confidence): boolean;
