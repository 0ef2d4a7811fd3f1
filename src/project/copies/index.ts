export { findCopies, type CopiedCode, type CopyPlace } from "./find-copies.ts";
export { LEAST_WEIGHT, printCode, type CodePrints } from "./print-code.ts";
