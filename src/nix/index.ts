export { findNix, type NixSearch } from "./find-nix.ts";
export { defaultHeapLimit, defaultJobs } from "./pool.ts";
export { planValidation } from "./plan.ts";
export { createRunner, type NixRunner } from "./run.ts";
export { defaultTimeouts, type NixSettings, type Subject } from "./settings.ts";
export type { SourceFiles } from "./source-files.ts";
export { validate, type ValidationOutcome } from "./validate.ts";
export type { HostSettings, ProgressEvent, StageOutcome, ValidationRequest } from "./validation.ts";
