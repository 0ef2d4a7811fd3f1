export { findNix } from "./find-nix.ts";
export { defaultHeapLimit, defaultJobs } from "./pool.ts";
export { planValidation } from "./plan.ts";
export { createRunner, type NixRunner } from "./run.ts";
export { defaultTimeouts, type NixSettings, type Subject } from "./settings.ts";
export { validate, type ValidationOutcome } from "./validate.ts";
export type { ProgressEvent, ValidationRequest } from "./validation.ts";
