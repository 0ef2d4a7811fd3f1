export { findCopies, type CopyPlace } from "./find-copies.ts";
export { findFamilies, type CodeFamily } from "./find-families.ts";
export { printCode, type CodePrints } from "./print-code.ts";
